// What coldLoad.cjs loads for a client that has no node around it.
require('@alicloud/openapi-client');
