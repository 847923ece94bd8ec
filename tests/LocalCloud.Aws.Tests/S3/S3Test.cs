using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Xml.Linq;
using Amazon.S3;
using Amazon.S3.Model;

namespace LocalCloud.Aws.Tests.S3;

public abstract class S3Test : AwsTest
{
    protected const string Bucket = "test-bucket";

    protected IAmazonS3 S3 => field ??= NewS3(forcePathStyle: true);

    protected IAmazonS3 NewS3(bool forcePathStyle, string account = Account, string region = Region) =>
        Client(
            new AmazonS3Config { ForcePathStyle = forcePathStyle },
            (credentials, config) => new AmazonS3Client(credentials, config),
            account,
            region
        );

    protected async Task<IAmazonS3> WithBucketAsync(string bucket = Bucket)
    {
        await S3.PutBucketAsync(new PutBucketRequest { BucketName = bucket, BucketRegionName = Region });
        return S3;
    }

    protected Task<PutObjectResponse> PutAsync(string key, string body = "body", string bucket = Bucket) =>
        S3.PutObjectAsync(
            new PutObjectRequest
            {
                BucketName = bucket,
                Key = key,
                ContentBody = body,
            }
        );

    protected async Task<string> GetAsync(string key, string bucket = Bucket)
    {
        using var answer = await S3.GetObjectAsync(bucket, key);
        using var reader = new StreamReader(answer.ResponseStream);
        return await reader.ReadToEndAsync();
    }

    protected static async Task<AmazonS3Exception> FailsAsync(Func<Task> call, string code, HttpStatusCode status)
    {
        var error = await Assert.ThrowsAnyAsync<AmazonS3Exception>(call);
        Assert.Equal(code, error.ErrorCode);
        Assert.Equal(status, error.StatusCode);
        return error;
    }

    /// <summary>A request as no SDK sends it, signed for S3 in name only.</summary>
    protected async Task<Answer> SendAsync(
        HttpMethod method,
        string path,
        byte[]? body = null,
        params (string Name, string Value)[] headers
    )
    {
        using var response = await Aws.SendAsync("s3", method, path, body is null ? null : new ByteArrayContent(body), headers);
        return new(response.StatusCode, response.Headers, response.Content.Headers, await response.Content.ReadAsByteArrayAsync());
    }

    protected sealed record Answer(HttpStatusCode Status, HttpResponseHeaders Headers, HttpContentHeaders ContentHeaders, byte[] Body)
    {
        public string Text => Encoding.UTF8.GetString(Body);

        public XElement Xml => XDocument.Parse(Text).Root!;

        public string? Code => Element("Code");

        public string? Element(string name) => Xml.Descendants().FirstOrDefault(element => element.Name.LocalName == name)?.Value;

        public string? Header(string name) =>
            Headers.TryGetValues(name, out var values) || ContentHeaders.TryGetValues(name, out values) ? string.Join(",", values) : null;
    }
}
