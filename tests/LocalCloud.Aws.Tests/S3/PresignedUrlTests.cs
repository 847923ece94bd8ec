using System.Net;
using Amazon.S3;
using Amazon.S3.Model;

namespace LocalCloud.Aws.Tests.S3;

public sealed class PresignedUrlTests : S3Test
{
    [Fact]
    public async Task A_url_gets_and_one_puts_as_the_SDK_signs_them()
    {
        await WithBucketAsync();
        // The SDK signs with the real time
        Clock.SetUtcNow(TimeProvider.System.GetUtcNow());
        var put = await S3.GetPreSignedURLAsync(
            new()
            {
                BucketName = Bucket,
                Key = "a/ü +.txt",
                Verb = HttpVerb.PUT,
                Expires = Clock.GetUtcNow().UtcDateTime.AddMinutes(5),
                Protocol = Protocol.HTTP,
            }
        );
        Assert.Equal(HttpStatusCode.OK, (await Http.PutAsync(put, new StringContent("signed"))).StatusCode);
        var get = await S3.GetPreSignedURLAsync(
            new()
            {
                BucketName = Bucket,
                Key = "a/ü +.txt",
                Expires = Clock.GetUtcNow().UtcDateTime.AddMinutes(5),
                Protocol = Protocol.HTTP,
            }
        );
        Assert.Equal("signed", await Http.GetStringAsync(get));
    }

    // As the SDK for JavaScript signs them by default
    [Fact]
    public async Task A_checksum_in_the_query_is_of_a_body_that_was_not_known_yet()
    {
        await WithBucketAsync();
        var url =
            Url("20260101T000000Z", "60")
            + "&x-amz-checksum-crc32=AAAAAA%3D%3D&x-amz-sdk-checksum-algorithm=CRC32&x-id=PutObject&X-Amz-Content-Sha256=UNSIGNED-PAYLOAD";
        using var put = await Http.PutAsync(url, new StringContent("a body"));
        Assert.Equal(HttpStatusCode.OK, put.StatusCode);
        Assert.False(put.Headers.Contains("x-amz-checksum-crc32"));
        Assert.Equal("a body", await GetAsync("key"));
    }

    [Fact]
    public async Task It_works_until_it_expires()
    {
        await WithBucketAsync();
        await PutAsync("key", "hello");
        var url = Url("20260101T000000Z", "60");
        Clock.Advance(TimeSpan.FromSeconds(60));
        Assert.Equal("hello", await Http.GetStringAsync(url));
        Clock.Advance(TimeSpan.FromSeconds(1));
        var answer = await SendUnsignedAsync(url);
        Assert.Equal(
            (HttpStatusCode.Forbidden, "AccessDenied", "Request has expired"),
            (answer.Status, answer.Code, answer.Element("Message"))
        );
        Assert.Equal(
            ("60", "2026-01-01T00:01:00Z", "2026-01-01T00:01:01Z"),
            (answer.Element("X-Amz-Expires"), answer.Element("Expires"), answer.Element("ServerTime"))
        );
    }

    [Fact]
    public async Task The_older_form_expires_too()
    {
        await WithBucketAsync();
        await PutAsync("key", "hello");
        var expires = Clock.GetUtcNow().ToUnixTimeSeconds() + 10;
        // The account of an older URL is what its access key id says
        var url = $"/{Bucket}/key?AWSAccessKeyId={Account}&Signature=x&Expires={expires}";
        Assert.NotEqual(
            "AccessDenied",
            await Http.GetAsync(url) is { IsSuccessStatusCode: false } failed ? (await SendUnsignedAsync(url)).Code : ""
        );
        Clock.Advance(TimeSpan.FromSeconds(11));
        Assert.Equal("Request has expired", (await SendUnsignedAsync(url)).Element("Message"));
    }

    [Theory]
    [InlineData("604801")]
    [InlineData("-1")]
    [InlineData("soon")]
    public async Task An_expiry_that_is_none_is_refused(string expires)
    {
        await WithBucketAsync();
        Assert.Equal("AuthorizationQueryParametersError", (await SendUnsignedAsync(Url("20260101T000000Z", expires))).Code);
    }

    [Fact]
    public async Task A_parameter_that_is_missing_is_told() =>
        Assert.Equal(
            "AuthorizationQueryParametersError",
            (await SendUnsignedAsync($"/{Bucket}/key?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Signature=0")).Code
        );

    [Fact]
    public async Task Headers_that_were_signed_into_the_query_count()
    {
        await WithBucketAsync();
        using var content = new ByteArrayContent("x"u8.ToArray());
        await Http.PutAsync(Url("20260101T000000Z", "60") + "&x-amz-meta-colour=blue&x-amz-storage-class=STANDARD_IA", content);
        var head = await S3.GetObjectMetadataAsync(Bucket, "key");
        Assert.Equal(("blue", "STANDARD_IA"), (head.Metadata["colour"], head.StorageClass.Value));
    }

    private static string Url(string date, string expires) =>
        $"/{Bucket}/key?X-Amz-Algorithm=AWS4-HMAC-SHA256"
        + $"&X-Amz-Credential={Account}%2F20260101%2F{Region}%2Fs3%2Faws4_request&X-Amz-Date={date}"
        + $"&X-Amz-Expires={expires}&X-Amz-SignedHeaders=host&X-Amz-Signature=0";

    private async Task<Answer> SendUnsignedAsync(string path)
    {
        using var response = await Http.GetAsync(path);
        return new(response.StatusCode, response.Headers, response.Content.Headers, await response.Content.ReadAsByteArrayAsync());
    }
}
