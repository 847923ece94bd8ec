using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Amazon.DynamoDBv2;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;
using Amazon.SecurityToken;
using Amazon.SecurityToken.Model;
using Amazon.SQS;
using LocalCloud.Aws.Wire.Signatures;

namespace LocalCloud.Aws.Tests.Wire;

/// <summary>What the SDK signs, by its own clock.</summary>
public class SignatureTests : AwsTest
{
    protected override DateTimeOffset Beginning => TimeProvider.System.GetUtcNow();

    private protected override Secrets VerifySignatures => Secrets.Parse($"{Account}={Secret}")!;

    [Fact]
    public async Task What_is_signed_well_goes_through_in_each_protocol()
    {
        var url = (await Sqs.CreateQueueAsync("orders")).QueueUrl;
        await Sqs.SendMessageAsync(url, "line\nbreak ü");
        Assert.Equal("line\nbreak ü", Assert.Single((await Sqs.ReceiveMessageAsync(url)).Messages).Body);
        Assert.Equal(Account, (await Sts.GetCallerIdentityAsync(new GetCallerIdentityRequest())).Account);
        using var dynamo = DynamoDb();
        Assert.Empty((await dynamo.ListTablesAsync()).TableNames ?? []);
    }

    [Theory]
    [InlineData("plain")]
    [InlineData("a b+c/ä=&?%2F~*'()!$@,;:")]
    [InlineData("double//slash/")]
    [InlineData("dots/../and/./more")]
    public async Task Objects_go_through_whatever_their_key(string key)
    {
        using var s3 = S3();
        await s3.PutBucketAsync(new PutBucketRequest { BucketName = "bucket", BucketRegionName = Region });
        await s3.PutObjectAsync(
            new PutObjectRequest
            {
                BucketName = "bucket",
                Key = key,
                ContentBody = "body",
                Metadata = { ["note"] = "two  spaces" },
            }
        );
        using var answer = await s3.GetObjectAsync("bucket", key);
        using var reader = new StreamReader(answer.ResponseStream);
        Assert.Equal("body", await reader.ReadToEndAsync(TestContext.Current.CancellationToken));
        Assert.Equal(
            key,
            Assert.Single((await s3.ListObjectsV2Async(new ListObjectsV2Request { BucketName = "bucket", Prefix = key })).S3Objects).Key
        );
    }

    [Fact]
    public async Task A_presigned_url_holds_for_what_was_signed_and_as_long()
    {
        using var s3 = S3();
        await s3.PutBucketAsync(new PutBucketRequest { BucketName = "bucket", BucketRegionName = Region });
        await s3.PutObjectAsync(
            new PutObjectRequest
            {
                BucketName = "bucket",
                Key = "a b",
                ContentBody = "body",
            }
        );
        var url = await s3.GetPreSignedURLAsync(
            new GetPreSignedUrlRequest
            {
                BucketName = "bucket",
                Key = "a b",
                Expires = Beginning.UtcDateTime.AddHours(1),
                Protocol = Protocol.HTTP,
            }
        );

        Assert.Equal("body", await Http.GetStringAsync(url, TestContext.Current.CancellationToken));
        Assert.Contains("<Code>SignatureDoesNotMatch</Code>", await TextAsync(url.Replace("/a%20b", "/c", StringComparison.Ordinal)));
        Clock.Advance(TimeSpan.FromHours(2));
        Assert.Contains("Request has expired", await TextAsync(url));
    }

    [Fact]
    public async Task The_older_form_of_a_presigned_url_holds_too()
    {
        using var s3 = S3();
        await s3.PutBucketAsync(new PutBucketRequest { BucketName = "bucket", BucketRegionName = Region });
        await s3.PutObjectAsync(
            new PutObjectRequest
            {
                BucketName = "bucket",
                Key = "a b",
                ContentBody = "body",
            }
        );
        var expires = Beginning.AddHours(1).ToUnixTimeSeconds();
        var signature = Convert.ToBase64String(
            HMACSHA1.HashData(Encoding.UTF8.GetBytes(Secret), Encoding.UTF8.GetBytes($"GET\n\n\n{expires}\n/bucket/a%20b"))
        );
        var url = $"/bucket/a%20b?AWSAccessKeyId={Account}&Expires={expires}&Signature={Uri.EscapeDataString(signature)}";

        Assert.Equal("body", await TextAsync(url));
        Assert.Contains("<Code>SignatureDoesNotMatch</Code>", await TextAsync(url.Replace("/a%20b", "/c", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_wrong_secret_is_refused_in_each_services_words()
    {
        using var sqs = Client(new AmazonSQSConfig(), (credentials, config) => new AmazonSQSClient(credentials, config), secret: "wrong");
        using var sts = Client(
            new AmazonSecurityTokenServiceConfig(),
            (credentials, config) => new AmazonSecurityTokenServiceClient(credentials, config),
            secret: "wrong"
        );
        using var dynamo = DynamoDb(secret: "wrong");
        using var s3 = S3(secret: "wrong");

        await FailsAsync(() => sqs.CreateQueueAsync("orders"), "SignatureDoesNotMatch", HttpStatusCode.BadRequest);
        await FailsAsync(
            () => sts.GetCallerIdentityAsync(new GetCallerIdentityRequest()),
            "SignatureDoesNotMatch",
            HttpStatusCode.Forbidden
        );
        var error = await FailsAsync(() => dynamo.ListTablesAsync(), "InvalidSignatureException", HttpStatusCode.BadRequest);
        Assert.StartsWith(
            "The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key",
            error.Message
        );
        await FailsAsync(() => s3.ListBucketsAsync(), "SignatureDoesNotMatch", HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task A_key_that_nobody_has_is_refused()
    {
        const string Stranger = "AKIAIOSFODNN7EXAMPLE";
        using var sts = Client(
            new AmazonSecurityTokenServiceConfig(),
            (credentials, config) => new AmazonSecurityTokenServiceClient(credentials, config),
            Stranger
        );
        using var dynamo = DynamoDb(Stranger);
        using var s3 = S3(Stranger);

        await FailsAsync(() => dynamo.ListTablesAsync(), "UnrecognizedClientException", HttpStatusCode.BadRequest);
        await FailsAsync(
            () => sts.GetCallerIdentityAsync(new GetCallerIdentityRequest()),
            "InvalidClientTokenId",
            HttpStatusCode.Forbidden
        );
        await FailsAsync(() => s3.ListBucketsAsync(), "InvalidAccessKeyId", HttpStatusCode.Forbidden);
    }

    [Theory]
    [InlineData(-16, "Signature not yet current: ")]
    [InlineData(16, "Signature expired: ")]
    public async Task A_clock_may_be_a_quarter_of_an_hour_off(int minutes, string message)
    {
        // The SDK would correct its clock by the date of the answer, and does not when it must not try again.
        using var dynamo = DynamoDb();
        Clock.AdjustTime(Clock.GetUtcNow().AddMinutes(minutes - Math.Sign(minutes) * 2));
        await dynamo.ListTablesAsync();

        Clock.AdjustTime(Clock.GetUtcNow().AddMinutes(Math.Sign(minutes) * 2));

        Assert.StartsWith(
            message,
            (await FailsAsync(() => dynamo.ListTablesAsync(), "InvalidSignatureException", HttpStatusCode.BadRequest)).Message
        );
    }

    [Theory]
    [InlineData(null, "MissingAuthenticationTokenException")]
    [InlineData("AWS4-HMAC-SHA256 Credential=x/20260101/eu-west-1/dynamodb/aws4_request", "IncompleteSignatureException")]
    [InlineData("AWS4-HMAC-SHA256 Credential=x, SignedHeaders=host, Signature=0", "IncompleteSignatureException")]
    [InlineData("Bearer x", "IncompleteSignatureException")]
    public async Task What_is_not_signed_is_refused(string? authorization, string code)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/") { Content = new StringContent("{}") };
        request.Headers.Add("X-Amz-Target", "DynamoDB_20120810.ListTables");
        if (authorization is not null)
            request.Headers.TryAddWithoutValidation("Authorization", authorization);

        using var answer = await Http.SendAsync(request, TestContext.Current.CancellationToken);

        var type = (string?)JsonNode.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!["__type"];
        Assert.Equal((HttpStatusCode.BadRequest, $"com.amazon.coral.service#{code}"), (answer.StatusCode, type));
    }

    private AmazonDynamoDBClient DynamoDb(string id = Account, string secret = Secret) =>
        Client(new AmazonDynamoDBConfig(), (credentials, config) => new AmazonDynamoDBClient(credentials, config), id, secret: secret);

    private AmazonS3Client S3(string id = Account, string secret = Secret) =>
        Client(
            new AmazonS3Config { ForcePathStyle = true },
            (credentials, config) => new AmazonS3Client(credentials, config),
            id,
            secret: secret
        );

    private async Task<string> TextAsync(string url)
    {
        using var answer = await Http.GetAsync(url, TestContext.Current.CancellationToken);
        return await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
    }

    private static async Task<AmazonServiceException> FailsAsync(Func<Task> call, string code, HttpStatusCode status)
    {
        var error = await Assert.ThrowsAnyAsync<AmazonServiceException>(call);
        Assert.Equal((code, status), (error.ErrorCode, error.StatusCode));
        return error;
    }
}

public sealed class SignaturesOverHttpTests : SignatureTests
{
    protected override bool OverHttp => true;
}
