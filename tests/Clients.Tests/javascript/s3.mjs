import { assert, failure, isCurrent, load, settings } from './aws.mjs';

const { S3 } = await load('s3');
const s3 = new S3({ ...settings, forcePathStyle: true });
const Bucket = `files-${process.env.ACCOUNT}`;
const text = async body => { const parts = []; for await (const part of body) parts.push(part); return Buffer.concat(parts).toString(); };

await s3.createBucket({ Bucket, CreateBucketConfiguration: { LocationConstraint: 'eu-west-1' } });
assert.equal((await failure(s3.createBucket({ Bucket, CreateBucketConfiguration: { LocationConstraint: 'eu-west-1' } }))).name, 'BucketAlreadyOwnedByYou');
const put = await s3.putObject({ Bucket, Key: 'a folder/grüße +&=.txt', Body: 'hello world', ContentType: 'text/plain', Metadata: { owner: 'me' } });
assert.equal(put.ETag, '"5eb63bbbe01eeed093cb22bb8f5acdc3"');
const got = await s3.getObject({ Bucket, Key: 'a folder/grüße +&=.txt' });
assert.equal(await text(got.Body), 'hello world');
assert.deepEqual(got.Metadata, { owner: 'me' });
assert.equal(await text((await s3.getObject({ Bucket, Key: 'a folder/grüße +&=.txt', Range: 'bytes=6-' })).Body), 'world');
assert.equal((await failure(s3.getObject({ Bucket, Key: 'nothing' }))).name, 'NoSuchKey');
assert.equal((await failure(s3.headObject({ Bucket, Key: 'nothing' }))).$metadata.httpStatusCode, 404);

const { UploadId } = await s3.createMultipartUpload({ Bucket, Key: 'big' });
const parts = [];
for (const PartNumber of [1, 2]) parts.push({ PartNumber, ETag: (await s3.uploadPart({ Bucket, Key: 'big', UploadId, PartNumber, Body: Buffer.alloc(PartNumber === 1 ? 5 << 20 : 10, 65 + PartNumber) })).ETag });
assert.match((await s3.completeMultipartUpload({ Bucket, Key: 'big', UploadId, MultipartUpload: { Parts: parts } })).ETag, /-2"$/);
assert.equal((await s3.headObject({ Bucket, Key: 'big' })).ContentLength, (5 << 20) + 10);
await s3.copyObject({ Bucket, Key: 'copy', CopySource: `${Bucket}/${encodeURIComponent('a folder/grüße +&=.txt')}` });

// By default the SDK signs the checksum of an empty body into the URL, for it does not know the one that will be put
if (isCurrent) {
  const { getSignedUrl } = await import('@aws-sdk/s3-request-presigner');
  const { PutObjectCommand } = await load('s3');
  const url = await getSignedUrl(s3, new PutObjectCommand({ Bucket, Key: 'signed' }), { expiresIn: 60 });
  assert.match(url, /x-amz-checksum-crc32=AAAAAA/);
  assert.equal((await fetch(url, { method: 'PUT', body: 'put by a browser' })).status, 200);
  assert.equal(await text((await s3.getObject({ Bucket, Key: 'signed' })).Body), 'put by a browser');
  await s3.deleteObject({ Bucket, Key: 'signed' });
}

// A web site for whoever comes by
await s3.putBucketWebsite({ Bucket, WebsiteConfiguration: {
  IndexDocument: { Suffix: 'index.html' }, RoutingRules: [{ Condition: { KeyPrefixEquals: 'old/' }, Redirect: { ReplaceKeyPrefixWith: 'new/' } }] } });
assert.equal((await s3.getBucketWebsite({ Bucket })).RoutingRules[0].Redirect.ReplaceKeyPrefixWith, 'new/');
await s3.deleteBucketWebsite({ Bucket });
assert.equal((await failure(s3.getBucketWebsite({ Bucket }))).name, 'NoSuchWebsiteConfiguration');

// Rules that expire objects, and a hold that keeps one
await s3.putBucketLifecycleConfiguration({ Bucket, LifecycleConfiguration: { Rules: [{ ID: 'old', Status: 'Enabled', Filter: { Prefix: 'tmp/' }, Expiration: { Days: 3 } }] } });
assert.match((await s3.putObject({ Bucket, Key: 'tmp/a', Body: 'x' })).Expiration, /rule-id="old"/);
await s3.deleteObject({ Bucket, Key: 'tmp/a' });
assert.equal((await failure(s3.putObject({ Bucket, Key: 'held', Body: 'x', ObjectLockLegalHoldStatus: 'ON' }))).name, 'InvalidRequest');
assert.equal((await failure(s3.putObjectAcl({ Bucket, Key: 'copy', ACL: 'public-read' }))).name, 'AccessControlListNotSupported');

const listed = await s3.listObjectsV2({ Bucket, Delimiter: '/' });
assert.deepEqual([listed.Contents.map(c => c.Key), listed.CommonPrefixes.map(p => p.Prefix)], [['big', 'copy'], ['a folder/']]);
assert.equal((await failure(s3.deleteBucket({ Bucket }))).name, 'BucketNotEmpty');
const deleted = await s3.deleteObjects({ Bucket, Delete: { Objects: [{ Key: 'big' }, { Key: 'copy' }, { Key: 'a folder/grüße +&=.txt' }] } });
assert.equal(deleted.Deleted.length, 3);
await s3.deleteBucket({ Bucket });
