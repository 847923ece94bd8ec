using System.Net;
using System.Text;

namespace LocalCloud.Aws.Tests.S3;

public sealed class ConditionTests : S3Test
{
    private const string ETag = "\"5d41402abc4b2a76b9719d911017c592\"";

    [Theory]
    [InlineData("If-Match", ETag, 200)]
    [InlineData("If-Match", "5d41402abc4b2a76b9719d911017c592", 200)]
    [InlineData("If-Match", "*", 200)]
    [InlineData("If-Match", "\"other\"", 412)]
    [InlineData("If-None-Match", ETag, 304)]
    [InlineData("If-None-Match", "\"other\"", 200)]
    [InlineData("If-Modified-Since", "Wed, 31 Dec 2025 23:59:59 GMT", 200)]
    [InlineData("If-Modified-Since", "Thu, 01 Jan 2026 00:00:00 GMT", 304)]
    [InlineData("If-Unmodified-Since", "Thu, 01 Jan 2026 00:00:00 GMT", 200)]
    [InlineData("If-Unmodified-Since", "Wed, 31 Dec 2025 23:59:59 GMT", 412)]
    public async Task A_read_depends_on_its_condition(string header, string value, int status)
    {
        await WithBucketAsync();
        await PutAsync("key", "hello");
        foreach (var method in (HttpMethod[])[HttpMethod.Get, HttpMethod.Head])
        {
            var answer = await SendAsync(method, $"/{Bucket}/key", null, (header, value));
            Assert.Equal(status, (int)answer.Status);
            if (status == 304)
                Assert.Equal((ETag, 0), (answer.Header("ETag"), answer.Body.Length));
        }
    }

    [Fact]
    public async Task A_matching_tag_outweighs_the_date()
    {
        await WithBucketAsync();
        await PutAsync("key", "hello");
        var answer = await SendAsync(
            HttpMethod.Get,
            $"/{Bucket}/key",
            null,
            ("If-Match", ETag),
            ("If-Unmodified-Since", "Wed, 31 Dec 2025 23:59:59 GMT")
        );
        Assert.Equal(HttpStatusCode.OK, answer.Status);
        answer = await SendAsync(
            HttpMethod.Get,
            $"/{Bucket}/key",
            null,
            ("If-None-Match", ETag),
            ("If-Modified-Since", "Wed, 31 Dec 2025 23:59:59 GMT")
        );
        Assert.Equal(HttpStatusCode.NotModified, answer.Status);
    }

    // Both dates are later than now
    [Theory]
    [InlineData("If-Modified-Since", 200)]
    [InlineData("If-Unmodified-Since", 200)]
    public async Task A_date_to_come_says_nothing(string header, int status)
    {
        await WithBucketAsync();
        await PutAsync("key", "hello");
        Assert.Equal(
            status,
            (int)(await SendAsync(HttpMethod.Get, $"/{Bucket}/key", null, (header, "Fri, 01 Jan 2027 00:00:00 GMT"))).Status
        );
        Assert.Equal(
            status,
            (int)
                (
                    await SendAsync(
                        HttpMethod.Put,
                        $"/{Bucket}/copy",
                        [],
                        ("x-amz-copy-source", $"/{Bucket}/key"),
                        ("x-amz-copy-source-" + header.ToLowerInvariant(), "Fri, 01 Jan 2027 00:00:00 GMT")
                    )
                ).Status
        );
    }

    [Theory]
    [InlineData("\"other\"", "Wed, 31 Dec 2025 23:59:59 GMT", 412)]
    [InlineData(ETag, "Wed, 31 Dec 2025 23:59:59 GMT", 200)]
    [InlineData("\"other\"", "Thu, 01 Jan 2026 00:00:00 GMT", 412)]
    public async Task A_tag_that_has_to_match_outweighs_the_date(string tag, string unmodifiedSince, int status)
    {
        await WithBucketAsync();
        await PutAsync("key", "hello");
        Assert.Equal(
            status,
            (int)
                (
                    await SendAsync(HttpMethod.Head, $"/{Bucket}/key", null, ("If-Match", tag), ("If-Unmodified-Since", unmodifiedSince))
                ).Status
        );
        Assert.Equal(
            status,
            (int)
                (
                    await SendAsync(
                        HttpMethod.Put,
                        $"/{Bucket}/copy",
                        [],
                        ("x-amz-copy-source", $"/{Bucket}/key"),
                        ("x-amz-copy-source-if-match", tag),
                        ("x-amz-copy-source-if-unmodified-since", unmodifiedSince)
                    )
                ).Status
        );
    }

    [Theory]
    [InlineData(ETag, "Wed, 31 Dec 2025 23:59:59 GMT", false)]
    [InlineData("\"other\"", "Thu, 01 Jan 2026 00:00:00 GMT", true)]
    public async Task A_tag_that_must_not_match_outweighs_the_date(string tag, string modifiedSince, bool holds)
    {
        await WithBucketAsync();
        await PutAsync("key", "hello");
        Assert.Equal(
            holds ? 200 : 304,
            (int)
                (
                    await SendAsync(HttpMethod.Get, $"/{Bucket}/key", null, ("If-None-Match", tag), ("If-Modified-Since", modifiedSince))
                ).Status
        );
        Assert.Equal(
            holds ? 200 : 412,
            (int)
                (
                    await SendAsync(
                        HttpMethod.Put,
                        $"/{Bucket}/copy",
                        [],
                        ("x-amz-copy-source", $"/{Bucket}/key"),
                        ("x-amz-copy-source-if-none-match", tag),
                        ("x-amz-copy-source-if-modified-since", modifiedSince)
                    )
                ).Status
        );
    }

    [Theory]
    [InlineData("If-None-Match", "*", "nothing", 200)]
    [InlineData("If-None-Match", "*", "object", 412)]
    [InlineData("If-None-Match", "*", "marker", 200)]
    [InlineData("If-None-Match", ETag, "object", 501)]
    [InlineData("If-Match", ETag, "object", 200)]
    [InlineData("If-Match", "\"other\"", "object", 412)]
    [InlineData("If-Match", ETag, "nothing", 404)]
    [InlineData("If-Match", ETag, "marker", 404)]
    [InlineData("If-Match", "*", "object", 501)]
    [InlineData("If-Modified-Since", "Wed, 31 Dec 2025 23:59:59 GMT", "object", 501)]
    [InlineData("If-Unmodified-Since", "Wed, 31 Dec 2025 23:59:59 GMT", "object", 501)]
    [InlineData("both", "", "object", 501)]
    public async Task A_write_depends_on_its_condition(string header, string value, string there, int status)
    {
        await WithBucketAsync();
        await S3.PutBucketVersioningAsync(
            new()
            {
                BucketName = Bucket,
                VersioningConfig = new() { Status = Amazon.S3.VersionStatus.Enabled },
            }
        );
        await PutAsync("source", "new");
        (string, string)[] conditions = header == "both" ? [("If-Match", ETag), ("If-None-Match", "*")] : [(header, value)];
        foreach (var isCopy in (bool[])[false, true])
        {
            var key = isCopy ? "copied" : "put";
            if (there != "nothing")
                await PutAsync(key, "hello");
            if (there == "marker")
                await S3.DeleteObjectAsync(Bucket, key);
            (string, string)[] headers = isCopy ? [("x-amz-copy-source", $"/{Bucket}/source"), .. conditions] : conditions;
            var answer = await SendAsync(HttpMethod.Put, $"/{Bucket}/{key}", isCopy ? [] : "new"u8.ToArray(), headers);
            Assert.Equal(status, (int)answer.Status);
            var after = await SendAsync(HttpMethod.Get, $"/{Bucket}/{key}");
            Assert.Equal(
                status == 200 ? "new"
                    : there == "object" ? "hello"
                    : null,
                after.Status == HttpStatusCode.OK ? after.Text : null
            );
        }
    }

    [Theory]
    [InlineData("If-Match", ETag, "object", "", 204)]
    [InlineData("If-Match", "*", "object", "", 204)]
    [InlineData("If-Match", "\"other\"", "object", "", 412)]
    [InlineData("If-Match", ETag, "nothing", "", 404)]
    [InlineData("If-Match", "*", "nothing", "", 404)]
    [InlineData("If-Match", ETag, "marker", "", 412)]
    [InlineData("If-Match", ETag, "object", "current", 501)]
    [InlineData("If-Match", "*", "object", "null", 501)]
    [InlineData("If-None-Match", "*", "object", "", 501)]
    [InlineData("x-amz-if-match-size", "5", "object", "", 501)]
    [InlineData("", "", "nothing", "", 204)]
    [InlineData("", "", "object", "00000000000000000000000000000000", 204)]
    [InlineData("", "", "object", "none", 400)]
    [InlineData("", "", "object", "empty", 400)]
    public async Task A_deletion_depends_on_its_condition(string header, string value, string there, string version, int status)
    {
        await WithBucketAsync();
        await S3.PutBucketVersioningAsync(
            new()
            {
                BucketName = Bucket,
                VersioningConfig = new() { Status = Amazon.S3.VersionStatus.Enabled },
            }
        );
        var current = there == "nothing" ? null : (await PutAsync("key", "hello")).VersionId;
        if (there == "marker")
            await S3.DeleteObjectAsync(Bucket, "key");
        var query = version switch
        {
            "" => "",
            "empty" => "?versionId=",
            "current" => $"?versionId={current}",
            _ => $"?versionId={version}",
        };
        (string, string)[] conditions = header.Length == 0 ? [] : [(header, value)];
        var answer = await SendAsync(HttpMethod.Delete, $"/{Bucket}/key{query}", null, conditions);
        Assert.Equal(status, (int)answer.Status);
        if (status != 204)
            Assert.Equal(
                status switch
                {
                    400 => "InvalidArgument",
                    404 => "NoSuchKey",
                    412 => "PreconditionFailed",
                    _ => "NotImplemented",
                },
                answer.Code
            );
        var left = await SendAsync(HttpMethod.Get, $"/{Bucket}/key");
        Assert.Equal(there == "object" && (status != 204 || version.Length > 0), left.Status == HttpStatusCode.OK);
    }

    [Fact]
    public async Task Of_many_deletions_each_has_a_condition_of_its_own()
    {
        await WithBucketAsync();
        foreach (var key in (string[])["a", "b", "c", "d"])
            await PutAsync(key, "hello");
        string Entry(string key, string more) => $"<Object><Key>{key}</Key>{more}</Object>";
        var body =
            "<Delete>"
            + Entry("a", $"<ETag>{ETag}</ETag>")
            + Entry("b", "<ETag>other</ETag>")
            + Entry("c", $"<ETag>{ETag}</ETag><VersionId>null</VersionId>")
            + Entry("d", "<Size>5</Size>")
            + Entry("none", "<ETag>*</ETag>")
            + "</Delete>";
        var answer = await SendAsync(
            HttpMethod.Post,
            $"/{Bucket}?delete",
            Encoding.UTF8.GetBytes(body),
            ("Content-MD5", Convert.ToBase64String(System.Security.Cryptography.MD5.HashData(Encoding.UTF8.GetBytes(body))))
        );
        Assert.Equal(["a"], answer.Xml.Elements().Where(e => e.Name.LocalName == "Deleted").Select(e => e.Elements().First().Value));
        Assert.Equal(
            [("b", "PreconditionFailed"), ("c", "NotImplemented"), ("d", "NotImplemented"), ("none", "NoSuchKey")],
            answer.Xml.Elements().Where(e => e.Name.LocalName == "Error").Select(e => (Child(e, "Key"), Child(e, "Code")))
        );
        Assert.Equal(["b", "c", "d"], (await S3.ListObjectsV2Async(new() { BucketName = Bucket })).S3Objects.Select(o => o.Key));

        static string Child(System.Xml.Linq.XElement element, string name) =>
            element.Elements().First(child => child.Name.LocalName == name).Value;
    }

    [Fact]
    public async Task If_none_match_star_writes_only_what_is_not_there()
    {
        await WithBucketAsync();
        await S3.PutObjectAsync(
            new()
            {
                BucketName = Bucket,
                Key = "key",
                ContentBody = "first",
                IfNoneMatch = "*",
            }
        );
        var error = await FailsAsync(
            () =>
                S3.PutObjectAsync(
                    new()
                    {
                        BucketName = Bucket,
                        Key = "key",
                        ContentBody = "second",
                        IfNoneMatch = "*",
                    }
                ),
            "PreconditionFailed",
            HttpStatusCode.PreconditionFailed
        );
        Assert.Equal("At least one of the pre-conditions you specified did not hold", error.Message);
        Assert.Equal("first", await GetAsync("key"));
    }

    [Fact]
    public async Task If_match_writes_only_over_what_was_read()
    {
        await WithBucketAsync();
        var etag = (await PutAsync("key", "first")).ETag;
        await S3.PutObjectAsync(
            new()
            {
                BucketName = Bucket,
                Key = "key",
                ContentBody = "second",
                IfMatch = etag,
            }
        );
        await FailsAsync(
            () =>
                S3.PutObjectAsync(
                    new()
                    {
                        BucketName = Bucket,
                        Key = "key",
                        ContentBody = "third",
                        IfMatch = etag,
                    }
                ),
            "PreconditionFailed",
            HttpStatusCode.PreconditionFailed
        );
        await FailsAsync(
            () =>
                S3.PutObjectAsync(
                    new()
                    {
                        BucketName = Bucket,
                        Key = "none",
                        ContentBody = "x",
                        IfMatch = etag,
                    }
                ),
            "NoSuchKey",
            HttpStatusCode.NotFound
        );
        Assert.Equal("second", await GetAsync("key"));
    }

    [Fact]
    public async Task Of_many_writers_that_want_to_be_first_one_is()
    {
        await WithBucketAsync();
        var answers = await Task.WhenAll(
            Enumerable
                .Range(0, 20)
                .Select(i => SendAsync(HttpMethod.Put, $"/{Bucket}/lock", Encoding.ASCII.GetBytes($"{i}"), ("If-None-Match", "*")))
        );
        Assert.Single(answers, answer => answer.Status == HttpStatusCode.OK);
        Assert.Equal(19, answers.Count(answer => answer.Status == HttpStatusCode.PreconditionFailed));
    }

    [Theory]
    [InlineData("bytes=0-3", 206, "0123", "bytes 0-3/10")]
    [InlineData("bytes=4-", 206, "456789", "bytes 4-9/10")]
    [InlineData("bytes=-3", 206, "789", "bytes 7-9/10")]
    [InlineData("bytes=-100", 206, "0123456789", "bytes 0-9/10")]
    [InlineData("bytes=8-100", 206, "89", "bytes 8-9/10")]
    [InlineData("bytes=5-5", 206, "5", "bytes 5-5/10")]
    [InlineData("bytes=5-2", 200, "0123456789", null)]
    [InlineData("bytes=1-2,4-5", 200, "0123456789", null)]
    [InlineData("lines=1-2", 200, "0123456789", null)]
    public async Task A_range_gives_its_bytes(string range, int status, string body, string? contentRange)
    {
        await WithBucketAsync();
        await PutAsync("key", "0123456789");
        var answer = await SendAsync(HttpMethod.Get, $"/{Bucket}/key", null, ("Range", range));
        Assert.Equal((status, body, contentRange), ((int)answer.Status, answer.Text, answer.Header("Content-Range")));
        Assert.Equal(body.Length, answer.ContentHeaders.ContentLength);
    }

    [Theory]
    [InlineData("bytes=10-")]
    [InlineData("bytes=10-20")]
    [InlineData("bytes=-0")]
    public async Task A_range_beyond_the_end_is_not_satisfiable(string range)
    {
        await WithBucketAsync();
        await PutAsync("key", "0123456789");
        var answer = await SendAsync(HttpMethod.Get, $"/{Bucket}/key", null, ("Range", range));
        Assert.Equal((416, "InvalidRange", "10"), ((int)answer.Status, answer.Code, answer.Element("ActualObjectSize")));
    }

    [Fact]
    public async Task Head_of_a_range_tells_its_length()
    {
        await WithBucketAsync();
        await PutAsync("key", "0123456789");
        var answer = await SendAsync(HttpMethod.Head, $"/{Bucket}/key", null, ("Range", "bytes=0-3"));
        Assert.Equal((206, 4L), ((int)answer.Status, answer.ContentHeaders.ContentLength));
    }
}
