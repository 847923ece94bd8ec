using System.Net;
using Amazon.S3;
using Amazon.S3.Model;

namespace LocalCloud.Aws.Tests.S3;

public sealed class ObjectTests : S3Test
{
    [Fact]
    public async Task What_was_put_is_got_with_its_metadata()
    {
        await WithBucketAsync();
        var request = new PutObjectRequest
        {
            BucketName = Bucket,
            Key = "key",
            ContentBody = "hello",
            ContentType = "text/x-test",
        };
        request.Metadata.Add("Colour", "blue");
        (request.Headers.CacheControl, request.Headers.ContentDisposition, request.Headers.ContentEncoding) = (
            "max-age=5",
            "inline",
            "identity"
        );
        var put = await S3.PutObjectAsync(request);
        Assert.Equal("\"5d41402abc4b2a76b9719d911017c592\"", put.ETag);

        using var got = await S3.GetObjectAsync(Bucket, "key");
        Assert.Equal("hello", await new StreamReader(got.ResponseStream).ReadToEndAsync());
        Assert.Equal(put.ETag, got.ETag);
        Assert.Equal("blue", got.Metadata["colour"]);
        Assert.Equal(
            ("text/x-test", "max-age=5", "inline", "identity"),
            (got.Headers.ContentType, got.Headers.CacheControl, got.Headers.ContentDisposition, got.Headers.ContentEncoding)
        );
        Assert.Equal(ServerSideEncryptionMethod.AES256, got.ServerSideEncryptionMethod);
        Assert.Equal(Clock.GetUtcNow().UtcDateTime, got.LastModified!.Value.ToUniversalTime());
    }

    [Fact]
    public async Task Head_tells_what_get_would()
    {
        await WithBucketAsync();
        await PutAsync("key", "hello");
        var head = await S3.GetObjectMetadataAsync(Bucket, "key");
        Assert.Equal((5, "\"5d41402abc4b2a76b9719d911017c592\""), (head.ContentLength, head.ETag));
    }

    [Fact]
    public async Task An_empty_object_is_an_object()
    {
        await WithBucketAsync();
        Assert.Equal("\"d41d8cd98f00b204e9800998ecf8427e\"", (await PutAsync("empty", "")).ETag);
        Assert.Equal("", await GetAsync("empty"));
    }

    [Fact]
    public async Task Without_a_content_type_it_is_binary()
    {
        await WithBucketAsync();
        await SendAsync(HttpMethod.Put, $"/{Bucket}/key", [1, 2, 3]);
        Assert.Equal("binary/octet-stream", (await SendAsync(HttpMethod.Get, $"/{Bucket}/key")).Header("Content-Type"));
    }

    [Fact]
    public async Task A_key_that_is_not_there_is_named_in_the_error()
    {
        await WithBucketAsync();
        var answer = await SendAsync(HttpMethod.Get, $"/{Bucket}/no/such");
        Assert.Equal((HttpStatusCode.NotFound, "NoSuchKey", "no/such"), (answer.Status, answer.Code, answer.Element("Key")));
        Assert.Equal("The specified key does not exist.", answer.Element("Message"));
        Assert.Null(answer.Element("Resource"));
        Assert.Equal(answer.Header("x-amz-request-id"), answer.Element("RequestId"));
        Assert.NotEmpty(answer.Element("HostId")!);
    }

    [Fact]
    public async Task Head_of_a_missing_key_is_404_without_a_body()
    {
        await WithBucketAsync();
        var answer = await SendAsync(HttpMethod.Head, $"/{Bucket}/none");
        Assert.Equal((HttpStatusCode.NotFound, 0), (answer.Status, answer.Body.Length));
        await Assert.ThrowsAnyAsync<AmazonS3Exception>(() => S3.GetObjectMetadataAsync(Bucket, "none"));
    }

    [Fact]
    public async Task Putting_into_a_missing_bucket_fails() =>
        await FailsAsync(() => PutAsync("key"), "NoSuchBucket", HttpStatusCode.NotFound);

    [Theory]
    [InlineData("plain")]
    [InlineData("with space and + plus")]
    [InlineData("ünïcödé/日本語/🎉.txt")]
    [InlineData("a//double/slash/")]
    [InlineData("per%cent%2Fencoded")]
    [InlineData("dots/../and/./more")]
    [InlineData("quote'\"<&>;?#:@!$()*,=~")]
    public async Task A_key_can_be_any_text(string key)
    {
        await WithBucketAsync();
        await PutAsync(key, key);
        Assert.Equal(key, Assert.Single((await S3.ListObjectsV2Async(new() { BucketName = Bucket })).S3Objects).Key);
        // .NET's Uri resolves dot segments before anything is sent
        if (!key.Contains("..", StringComparison.Ordinal))
            Assert.Equal(key, await GetAsync(key));
    }

    [Theory]
    [InlineData("//leading", "/leading")]
    [InlineData("/a%2Fb%20c%2B", "a/b c+")]
    public async Task A_path_is_decoded_once_and_not_normalised(string path, string key)
    {
        await WithBucketAsync();
        await SendAsync(HttpMethod.Put, $"/{Bucket}{path}", [1]);
        Assert.Equal(key, Assert.Single((await S3.ListObjectsV2Async(new() { BucketName = Bucket })).S3Objects).Key);
        Assert.Equal([1], (await SendAsync(HttpMethod.Get, $"/{Bucket}{path}")).Body);
    }

    [Fact]
    public async Task A_key_of_more_than_1024_bytes_is_too_long()
    {
        await WithBucketAsync();
        await PutAsync(new string('k', 1024));
        var error = await FailsAsync(() => PutAsync(new string('ü', 513)), "KeyTooLongError", HttpStatusCode.BadRequest);
        Assert.Equal("Your key is too long", error.Message);
    }

    [Fact]
    public async Task Overwriting_replaces_everything()
    {
        await WithBucketAsync();
        var first = new PutObjectRequest
        {
            BucketName = Bucket,
            Key = "key",
            ContentBody = "first",
        };
        first.Metadata.Add("old", "yes");
        await S3.PutObjectAsync(first);
        await PutAsync("key", "second");
        Assert.Equal("second", await GetAsync("key"));
        Assert.Equal(0, (await S3.GetObjectMetadataAsync(Bucket, "key")).Metadata.Count);
    }

    [Fact]
    public async Task Deleting_is_done_when_nothing_was_there()
    {
        await WithBucketAsync();
        await PutAsync("key");
        Assert.Equal(HttpStatusCode.NoContent, (await S3.DeleteObjectAsync(Bucket, "key")).HttpStatusCode);
        Assert.Equal(HttpStatusCode.NoContent, (await S3.DeleteObjectAsync(Bucket, "key")).HttpStatusCode);
        await FailsAsync(() => GetAsync("key"), "NoSuchKey", HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Many_objects_are_deleted_at_once()
    {
        await WithBucketAsync();
        foreach (var key in (string[])["a", "b", "c"])
            await PutAsync(key);
        var answer = await S3.DeleteObjectsAsync(
            new() { BucketName = Bucket, Objects = [new() { Key = "a" }, new() { Key = "b" }, new() { Key = "none" }] }
        );
        Assert.Equal(["a", "b", "none"], answer.DeletedObjects.Select(deleted => deleted.Key));
        Assert.Equal("c", Assert.Single((await S3.ListObjectsV2Async(new() { BucketName = Bucket })).S3Objects).Key);
    }

    [Fact]
    public async Task A_quiet_deletion_tells_only_of_errors()
    {
        await WithBucketAsync();
        var answer = await S3.DeleteObjectsAsync(
            new()
            {
                BucketName = Bucket,
                Quiet = true,
                Objects = [new() { Key = "a" }],
            }
        );
        Assert.Empty(answer.DeletedObjects ?? []);
    }

    [Fact]
    public async Task A_deletion_without_a_digest_or_without_keys_is_refused()
    {
        await WithBucketAsync();
        Assert.Equal("InvalidRequest", (await SendAsync(HttpMethod.Post, $"/{Bucket}?delete", "<Delete/>"u8.ToArray())).Code);
        var md5 = Convert.ToBase64String(System.Security.Cryptography.MD5.HashData("<Delete/>"u8));
        Assert.Equal(
            "MalformedXML",
            (await SendAsync(HttpMethod.Post, $"/{Bucket}?delete", "<Delete/>"u8.ToArray(), ("Content-MD5", md5))).Code
        );
    }

    [Fact]
    public async Task Object_tags_come_with_the_object_or_later()
    {
        await WithBucketAsync();
        await S3.PutObjectAsync(
            new()
            {
                BucketName = Bucket,
                Key = "key",
                ContentBody = "x",
                TagSet = [new() { Key = "a b", Value = "1&2" }],
            }
        );
        var tag = Assert.Single((await S3.GetObjectTaggingAsync(new() { BucketName = Bucket, Key = "key" })).Tagging);
        Assert.Equal(("a b", "1&2"), (tag.Key, tag.Value));
        Assert.Equal("1", (await SendAsync(HttpMethod.Get, $"/{Bucket}/key")).Header("x-amz-tagging-count"));

        await S3.PutObjectTaggingAsync(
            new()
            {
                BucketName = Bucket,
                Key = "key",
                Tagging = new() { TagSet = [new() { Key = "new", Value = "2" }] },
            }
        );
        Assert.Equal("new", Assert.Single((await S3.GetObjectTaggingAsync(new() { BucketName = Bucket, Key = "key" })).Tagging).Key);
        await S3.DeleteObjectTaggingAsync(new() { BucketName = Bucket, Key = "key" });
        Assert.Empty((await S3.GetObjectTaggingAsync(new() { BucketName = Bucket, Key = "key" })).Tagging ?? []);
        Assert.Equal("x", await GetAsync("key"));
    }

    [Fact]
    public async Task Eleven_tags_are_too_many()
    {
        await WithBucketAsync();
        await FailsAsync(
            () =>
                S3.PutObjectAsync(
                    new()
                    {
                        BucketName = Bucket,
                        Key = "key",
                        ContentBody = "x",
                        TagSet = [.. Enumerable.Range(0, 11).Select(i => new Tag { Key = $"k{i}", Value = "v" })],
                    }
                ),
            "BadRequest",
            HttpStatusCode.BadRequest
        );
    }

    [Fact]
    public async Task A_storage_class_is_kept_and_has_to_be_one()
    {
        await WithBucketAsync();
        await S3.PutObjectAsync(
            new()
            {
                BucketName = Bucket,
                Key = "key",
                ContentBody = "x",
                StorageClass = S3StorageClass.StandardInfrequentAccess,
            }
        );
        Assert.Equal(
            "STANDARD_IA",
            Assert.Single((await S3.ListObjectsV2Async(new() { BucketName = Bucket })).S3Objects).StorageClass.Value
        );
        Assert.Equal("InvalidStorageClass", (await SendAsync(HttpMethod.Put, $"/{Bucket}/k", [], ("x-amz-storage-class", "COLD"))).Code);
    }

    [Fact]
    public async Task Metadata_of_more_than_2_KB_is_too_large()
    {
        await WithBucketAsync();
        var answer = await SendAsync(HttpMethod.Put, $"/{Bucket}/k", [], ("x-amz-meta-long", new string('x', 2049)));
        Assert.Equal("MetadataTooLarge", answer.Code);
    }

    [Fact]
    public async Task A_request_can_override_headers_of_the_answer()
    {
        await WithBucketAsync();
        await PutAsync("key");
        using var got = await S3.GetObjectAsync(
            new GetObjectRequest
            {
                BucketName = Bucket,
                Key = "key",
                ResponseHeaderOverrides = new()
                {
                    ContentType = "application/x-other",
                    ContentDisposition = "attachment; filename=\"n.txt\"",
                    CacheControl = "no-store",
                },
            }
        );
        Assert.Equal(
            ("application/x-other", "attachment; filename=\"n.txt\"", "no-store"),
            (got.Headers.ContentType, got.Headers.ContentDisposition, got.Headers.CacheControl)
        );
    }

    [Fact]
    public async Task Attributes_tell_checksum_size_and_class()
    {
        await WithBucketAsync();
        await S3.PutObjectAsync(
            new()
            {
                BucketName = Bucket,
                Key = "key",
                ContentBody = "hello",
                ChecksumAlgorithm = ChecksumAlgorithm.SHA256,
            }
        );
        var attributes = await S3.GetObjectAttributesAsync(
            new()
            {
                BucketName = Bucket,
                Key = "key",
                ObjectAttributes =
                [
                    ObjectAttributes.ETag,
                    ObjectAttributes.Checksum,
                    ObjectAttributes.ObjectSize,
                    ObjectAttributes.StorageClass,
                ],
            }
        );
        Assert.Equal(
            (5, "5d41402abc4b2a76b9719d911017c592", "STANDARD"),
            (attributes.ObjectSize, attributes.ETag, attributes.StorageClass.Value)
        );
        Assert.Equal("LPJNul+wow4m6DsqxbninhsWHlwfp0JecwQzYpOLmCQ=", attributes.Checksum.ChecksumSHA256);
    }

    [Fact]
    public async Task A_version_other_than_null_is_not_known()
    {
        await WithBucketAsync();
        await PutAsync("key");
        Assert.Equal(HttpStatusCode.OK, (await SendAsync(HttpMethod.Get, $"/{Bucket}/key?versionId=null")).Status);
        Assert.Equal("InvalidArgument", (await SendAsync(HttpMethod.Get, $"/{Bucket}/key?versionId=abc")).Code);
    }

    [Fact]
    public async Task The_owner_may_do_everything()
    {
        await WithBucketAsync();
        await PutAsync("key");
        var acl = await S3.GetObjectAclAsync(new() { BucketName = Bucket, Key = "key" });
        Assert.Equal(S3Permission.FULL_CONTROL, Assert.Single(acl.Grants).Permission);
    }

    [Theory]
    [InlineData("GET", "torrent")]
    [InlineData("POST", "restore")]
    [InlineData("POST", "select")]
    public async Task What_is_not_supported_of_objects_names_itself(string method, string subresource)
    {
        await WithBucketAsync();
        var answer = await SendAsync(new(method), $"/{Bucket}/key?{subresource}", []);
        Assert.Equal((HttpStatusCode.NotImplemented, $"{method} ?{subresource}"), (answer.Status, answer.Element("Header")));
    }

    [Fact]
    public async Task A_malformed_path_is_an_invalid_uri()
    {
        await WithBucketAsync();
        Assert.Equal("InvalidURI", (await SendAsync(HttpMethod.Get, $"/{Bucket}/%FF")).Code);
    }
}
