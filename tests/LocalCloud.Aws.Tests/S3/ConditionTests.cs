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
        var answer = await SendAsync(HttpMethod.Get, $"/{Bucket}/key", null, ("If-Match", ETag), ("If-Unmodified-Since", "Wed, 31 Dec 2025 23:59:59 GMT"));
        Assert.Equal(HttpStatusCode.OK, answer.Status);
        answer = await SendAsync(HttpMethod.Get, $"/{Bucket}/key", null, ("If-None-Match", ETag), ("If-Modified-Since", "Wed, 31 Dec 2025 23:59:59 GMT"));
        Assert.Equal(HttpStatusCode.NotModified, answer.Status);
    }

    [Fact]
    public async Task If_none_match_star_writes_only_what_is_not_there()
    {
        await WithBucketAsync();
        await S3.PutObjectAsync(new() { BucketName = Bucket, Key = "key", ContentBody = "first", IfNoneMatch = "*" });
        var error = await FailsAsync(() => S3.PutObjectAsync(new() { BucketName = Bucket, Key = "key", ContentBody = "second", IfNoneMatch = "*" }), "PreconditionFailed", HttpStatusCode.PreconditionFailed);
        Assert.Equal("At least one of the pre-conditions you specified did not hold", error.Message);
        Assert.Equal("first", await GetAsync("key"));
    }

    [Fact]
    public async Task If_match_writes_only_over_what_was_read()
    {
        await WithBucketAsync();
        var etag = (await PutAsync("key", "first")).ETag;
        await S3.PutObjectAsync(new() { BucketName = Bucket, Key = "key", ContentBody = "second", IfMatch = etag });
        await FailsAsync(() => S3.PutObjectAsync(new() { BucketName = Bucket, Key = "key", ContentBody = "third", IfMatch = etag }), "PreconditionFailed", HttpStatusCode.PreconditionFailed);
        await FailsAsync(() => S3.PutObjectAsync(new() { BucketName = Bucket, Key = "none", ContentBody = "x", IfMatch = etag }), "NoSuchKey", HttpStatusCode.NotFound);
        Assert.Equal("second", await GetAsync("key"));
    }

    [Fact]
    public async Task Of_many_writers_that_want_to_be_first_one_is()
    {
        await WithBucketAsync();
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(i =>
            SendAsync(HttpMethod.Put, $"/{Bucket}/lock", Encoding.ASCII.GetBytes($"{i}"), ("If-None-Match", "*"))));
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
