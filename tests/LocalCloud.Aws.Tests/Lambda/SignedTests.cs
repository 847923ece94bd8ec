using Amazon.SQS;
using LocalCloud.Aws.Wire.Signatures;

namespace LocalCloud.Aws.Tests.Lambda;

/// <summary>With --credentials that name one key and no account: functions have credentials all the same.</summary>
public class SignedTests : LambdaTest
{
    private const string Key = "AKIAIOSFODNN7EXAMPLE";

    protected override DateTimeOffset Beginning => TimeProvider.System.GetUtcNow();

    private protected override Secrets VerifySignatures => Secrets.Parse($"{Key}={Secret}")!;

    [Fact]
    public async Task A_function_signs_with_credentials_that_are_accepted()
    {
        await CreateAsync("who", "exports.handler = async () => `${process.env.AWS_ACCESS_KEY_ID} ${process.env.AWS_SECRET_ACCESS_KEY}`;");
        var (id, secret) = (await InvokeAsync("who")).Text.Trim('"').Split(' ') is [var a, var b] ? (a, b) : default;
        using var sqs = Client(
            new AmazonSQSConfig(),
            (credentials, config) => new AmazonSQSClient(credentials, config),
            id,
            secret: secret
        );
        Assert.Empty((await sqs.ListQueuesAsync("")).QueueUrls ?? []);
        using var other = Client(
            new AmazonSQSConfig(),
            (credentials, config) => new AmazonSQSClient(credentials, config),
            id,
            secret: "test"
        );
        await Assert.ThrowsAsync<AmazonSQSException>(() => other.ListQueuesAsync(""));
    }

    [Theory]
    [InlineData("NONE", 200)]
    [InlineData("AWS_IAM", 403)]
    public async Task A_function_url_asks_for_a_signature_when_it_says_so(string authorization, int unsigned)
    {
        await CreateAsync("web", "exports.handler = async () => ({ statusCode: 200, body: 'hi' });");
        var created = await DoAsync("POST", "/2021-10-31/functions/web/url", $$"""{"AuthType":"{{authorization}}"}""");
        var path = new Uri((string)created["FunctionUrl"]!).AbsolutePath;
        using var response = await Http.GetAsync(path, TestContext.Current.CancellationToken);
        Assert.Equal(unsigned, (int)response.StatusCode);
        if (unsigned != 200)
            Assert.Equal("""{"Message":"Forbidden"}""", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        var signed = await CallAsync("GET", path);
        Assert.Equal((200, "hi"), (signed.Status, signed.Text));
    }

    [Fact]
    public async Task A_wrong_signature_does_not_reach_the_function()
    {
        await CreateAsync("web", "exports.handler = async () => ({ statusCode: 200, body: 'hi' });");
        var path = new Uri(
            (string)(await DoAsync("POST", "/2021-10-31/functions/web/url", """{"AuthType":"AWS_IAM"}"""))["FunctionUrl"]!
        ).AbsolutePath;
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        base.Sign(request, "");
        using var response = await Http.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(403, (int)response.StatusCode);
    }

    protected override void Sign(HttpRequestMessage request, string body) =>
        new SignatureV4(Key, Secret, Region, "lambda", Clock.GetUtcNow()).Sign(request, new(Http.BaseAddress!, request.RequestUri!), body);
}
