/**
 * Regions and addresses. Source: the page on the endpoints of STS
 * (help.aliyun.com: ram/developer-reference/api-sts-2015-04-01-endpoint).
 */

import { UnsignableRequest } from './signature/unsignableRequest';

/** `sts`: the host of STS on either network, where it is not named after the region. */
interface Region {
  id: string;
  name: string;
  sts?: string;
  /** Where it is (IANA); mainland China has one, which goes without saying. */
  timeZone?: string;
}

/** The regions that the credential offers, by the name in Alibaba Cloud's console. */
export const regions: readonly Region[] = [
  { id: 'cn-beijing', name: 'China (Beijing)' },
  { id: 'cn-beijing-finance-1', name: 'China (Beijing, Finance)', sts: 'sts.aliyuncs.com' },
  { id: 'cn-chengdu', name: 'China (Chengdu)' },
  { id: 'cn-hangzhou', name: 'China (Hangzhou)' },
  {
    id: 'cn-hangzhou-finance',
    name: 'China (Hangzhou, Finance)',
    sts: 'sts.aliyuncs.com',
  },
  { id: 'cn-huhehaote', name: 'China (Hohhot)' },
  { id: 'cn-hongkong', name: 'China (Hong Kong)', timeZone: 'Asia/Hong_Kong' },
  {
    id: 'cn-north-2-gov-1',
    name: 'China (North 2, Gov)',
    sts: 'sts-vpc.cn-north-2-gov-1.aliyuncs.com',
  },
  { id: 'cn-qingdao', name: 'China (Qingdao)' },
  { id: 'cn-shanghai', name: 'China (Shanghai)' },
  { id: 'cn-shanghai-finance-1', name: 'China (Shanghai, Finance)' },
  { id: 'cn-shenzhen', name: 'China (Shenzhen)' },
  {
    id: 'cn-shenzhen-finance-1',
    name: 'China (Shenzhen, Finance)',
    sts: 'sts-vpc.cn-shenzhen-finance-1.aliyuncs.com',
  },
  { id: 'cn-wulanchabu', name: 'China (Ulanqab)' },
  { id: 'cn-zhangjiakou', name: 'China (Zhangjiakou)' },
  { id: 'ap-southeast-2', name: 'Australia (Sydney)', timeZone: 'Australia/Sydney' },
  { id: 'eu-central-1', name: 'Germany (Frankfurt)', timeZone: 'Europe/Berlin' },
  { id: 'ap-south-1', name: 'India (Mumbai)', timeZone: 'Asia/Kolkata' },
  { id: 'ap-southeast-5', name: 'Indonesia (Jakarta)', timeZone: 'Asia/Jakarta' },
  { id: 'ap-northeast-1', name: 'Japan (Tokyo)', timeZone: 'Asia/Tokyo' },
  { id: 'ap-southeast-3', name: 'Malaysia (Kuala Lumpur)', timeZone: 'Asia/Kuala_Lumpur' },
  { id: 'me-central-1', name: 'Saudi Arabia (Riyadh)', timeZone: 'Asia/Riyadh' },
  { id: 'ap-southeast-1', name: 'Singapore', timeZone: 'Asia/Singapore' },
  { id: 'ap-northeast-2', name: 'South Korea (Seoul)', timeZone: 'Asia/Seoul' },
  { id: 'ap-southeast-7', name: 'Thailand (Bangkok)', timeZone: 'Asia/Bangkok' },
  { id: 'me-east-1', name: 'UAE (Dubai)', timeZone: 'Asia/Dubai' },
  { id: 'eu-west-1', name: 'UK (London)', timeZone: 'Europe/London' },
  { id: 'us-west-1', name: 'US (Silicon Valley)', timeZone: 'America/Los_Angeles' },
  { id: 'us-east-1', name: 'US (Virginia)', timeZone: 'America/New_York' },
];

/** The host of STS by region, where it is not named after the region and the network. */
export const stsHosts: Readonly<Record<string, string>> = Object.fromEntries(
  regions.flatMap(({ id, sts }) => (sts === undefined ? [] : [[id, sts]])),
);

/** The part of the credential that decides where a request goes. */
export interface Location {
  /** A region's id, or `other` for the one in `regionId`. */
  region?: string;
  regionId?: string;
  network?: string;
  /** An address that replaces the region's, e.g. `http://127.0.0.1:7001`. */
  endpoint?: string;
}

const REGION_ID = /^[a-z0-9]+(-[a-z0-9]+)*$/;
const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/** Whether a URL's hostname (`URL.hostname`) can only be this machine. */
function isLoopback(hostname: string): boolean {
  return LOOPBACK.test(hostname);
}

/** A value that cannot be used, with the way out. `message` names the field as the editor shows it. */
export class InvalidLocation extends UnsignableRequest {}

/**
 * The address in the credential's Endpoint field, as an origin such as `https://host:port`.
 * @throws InvalidLocation when it is no plain https address (http is fine on this machine only)
 */
export function parseEndpoint(endpoint: string): string {
  const text = endpoint.trim();
  const url = URL.canParse(text.includes('://') ? text : `https://${text}`)
    ? new URL(text.includes('://') ? text : `https://${text}`)
    : undefined;
  if (
    !url ||
    !['https:', 'http:'].includes(url.protocol) ||
    url.username ||
    url.password ||
    url.search ||
    url.hash ||
    url.pathname !== '/'
  ) {
    throw new InvalidLocation(
      'The Endpoint in the Alibaba Cloud credential is not an address such as https://dataworks.cn-shanghai.aliyuncs.com. Leave it empty to use the address of the region.',
    );
  }
  if (url.protocol === 'http:' && !isLoopback(url.hostname)) {
    throw new InvalidLocation(
      'The Endpoint in the Alibaba Cloud credential uses http. Only an address on this machine may be called without encryption: write https:// instead.',
    );
  }
  return url.origin;
}

/**
 * The region's id as it stands in addresses.
 * @throws InvalidLocation when it is missing or not a region id
 */
export function regionOf(location: Location): string {
  const id = (location.region === 'other' ? location.regionId : location.region)?.trim() ?? '';
  if (!REGION_ID.test(id)) {
    throw new InvalidLocation(
      'The Region in the Alibaba Cloud credential is not a region ID such as cn-shanghai.',
    );
  }
  return id;
}

/** The addresses of a service: `<prefix>.<region>.aliyuncs.com`, and where they differ. */
export interface ServiceHosts {
  prefix: string;
  /** Regions that are served by `<prefix>.aliyuncs.com`. */
  centralRegions: readonly string[];
  /** Regions in which it has no VPC address, `<prefix>-vpc.<region>.aliyuncs.com`. */
  publicOnlyRegions: readonly string[];
}

/** The time zone of every region in mainland China, UTC+8 all year. */
export const CHINA = 'Asia/Shanghai';

/**
 * The time zone of the place where a region is (IANA), by which its schedules go.
 * @returns `undefined` for a region that is not known here
 */
export function timeZoneOf({ region, regionId }: Location): string | undefined {
  const id = (region === 'other' ? regionId : region)?.trim() ?? '';
  const known = regions.find((one) => one.id === id);
  return known?.timeZone ?? (id.startsWith('cn-') ? CHINA : undefined);
}

/**
 * Where a service is called, as an origin.
 * @throws InvalidLocation for a malformed endpoint or region, and for a region without a VPC address
 */
export function serviceEndpoint(
  { name, hosts }: { name: string; hosts: ServiceHosts },
  location: Location,
): string {
  if (location.endpoint?.trim()) return parseEndpoint(location.endpoint);
  const id = regionOf(location);
  if (location.network === 'vpc') {
    if (hosts.publicOnlyRegions.includes(id)) {
      throw new InvalidLocation(
        `${name} has no VPC address in the region ${id}. Set Network to Public in the Alibaba Cloud credential.`,
      );
    }
    return `https://${hosts.prefix}-vpc.${id}.aliyuncs.com`;
  }
  return hosts.centralRegions.includes(id)
    ? `https://${hosts.prefix}.aliyuncs.com`
    : `https://${hosts.prefix}.${id}.aliyuncs.com`;
}

/**
 * Where STS is called, as an origin. An emulator on this machine answers as STS too; a private
 * endpoint of another service does not.
 * @throws InvalidLocation for a malformed endpoint or region
 */
export function stsEndpoint(location: Location): string {
  const endpoint = location.endpoint?.trim() ? parseEndpoint(location.endpoint) : undefined;
  if (endpoint !== undefined && isLoopback(new URL(endpoint).hostname)) return endpoint;
  const id = regionOf(location);
  const usual = `sts${location.network === 'vpc' ? '-vpc' : ''}.${id}.aliyuncs.com`;
  return `https://${stsHosts[id] ?? usual}`;
}
