import { STUDIO_RESOURCE_GROUPS } from '../../defaults';
import type { Call, Operation } from '../operation';
import { refused } from './errors';
import { requireMember, studio } from './operation';
import { PAGE, pageOf } from './paging';

type Group = (typeof STUDIO_RESOURCE_GROUPS)[number];

function groupReply(call: Call, { id, name, type }: Group) {
  return {
    Id: id,
    Name: name,
    ResourceGroupType: type,
    Status: 'Normal',
    PaymentType: 'PostPaid',
    Spec: { Amount: 1, Standard: '2CU' },
    Remark: '',
    CreateUser: call.caller.identity.userId,
    DefaultVpcId: 'vpc-demo',
    DefaultVswicthId: 'vsw-demo',
    AliyunResourceGroupId: 'rg-demo',
    AliyunResourceTags: [],
  };
}

const listResourceGroups = studio({
  action: 'ListResourceGroups',
  verb: 'GET',
  access: 'read',
  failure: 'success',
  query: {
    AliyunResourceGroupId: 'string',
    AliyunResourceTags: 'json',
    Name: 'string',
    PaymentType: 'string',
    ProjectId: 'id',
    ResourceGroupTypes: 'json',
    SortBy: 'string',
    Statuses: 'json',
    ...PAGE,
  },
  handle(call, parameters) {
    requireMember(call);
    const { Name = '', ProjectId, ResourceGroupTypes, Statuses } = parameters;
    const types: unknown[] = Array.isArray(ResourceGroupTypes) ? ResourceGroupTypes : ['CommonV2'];
    const found = STUDIO_RESOURCE_GROUPS.filter(
      ({ name, type, projectIds }) =>
        name.includes(Name) &&
        types.includes(type) &&
        (ProjectId === undefined || projectIds.includes(ProjectId)) &&
        (!Array.isArray(Statuses) || Statuses.includes('Normal')),
    );
    const { items, paging } = pageOf(call, found, parameters);
    const ResourceGroupList = items.map((group) => groupReply(call, group));
    return { Success: true, PagingInfo: { ResourceGroupList, ...paging } };
  },
});

const getResourceGroup = studio({
  action: 'GetResourceGroup',
  verb: 'GET',
  access: 'read',
  failure: 'success',
  query: { Id: 'string*' },
  handle(call, { Id }) {
    requireMember(call);
    const group = STUDIO_RESOURCE_GROUPS.find(({ id }) => id === Id);
    if (!group) throw refused('noResourceGroup');
    return { Success: true, ResourceGroup: groupReply(call, group) };
  },
});

/** Resource groups of the account. */
export const resourceGroups: Operation[] = [listResourceGroups, getResourceGroup];
