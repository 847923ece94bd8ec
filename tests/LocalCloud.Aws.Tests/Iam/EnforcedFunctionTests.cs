using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Amazon.Runtime;
using Amazon.SecurityToken;
using Amazon.SQS;
using LocalCloud.Aws.Tests.Lambda;
using LocalCloud.Aws.Wire.Signatures;

namespace LocalCloud.Aws.Tests.Iam;

/// <summary>With --enforce-iam: functions act with their roles, and their policies say who may call them.</summary>
public sealed class EnforcedFunctionTests : LambdaTest
{
    private const string Credentials =
        "exports.handler = async () => [process.env.AWS_ACCESS_KEY_ID, process.env.AWS_SECRET_ACCESS_KEY, process.env.AWS_SESSION_TOKEN];";

    protected override DateTimeOffset Beginning => TimeProvider.System.GetUtcNow();

    private protected override Secrets VerifySignatures => Secrets.Parse($"{Account}={Secret}")!;

    private protected override Options Configure(Options options) => options with { EnforceIam = true };

    [Fact]
    public async Task A_function_may_do_what_its_role_may()
    {
        var url = (await Sqs.CreateQueueAsync("jobs")).QueueUrl;
        await IamAsync(
            "CreateRole",
            ("RoleName", "lambda"),
            (
                "AssumeRolePolicyDocument",
                """{"Statement":{"Effect":"Allow","Principal":{"Service":"lambda.amazonaws.com"},"Action":"sts:AssumeRole"}}"""
            )
        );
        await IamAsync(
            "PutRolePolicy",
            ("RoleName", "lambda"),
            ("PolicyName", "p"),
            ("PolicyDocument", """{"Statement":{"Effect":"Allow","Action":"sqs:SendMessage","Resource":"*"}}""")
        );
        await CreateAsync("who", Credentials);
        var keys = JsonSerializer.Deserialize<string[]>((await InvokeAsync("who")).Text)!;
        var credentials = new SessionAWSCredentials(keys[0], keys[1], keys[2]);
        using var sqs = Client(new AmazonSQSConfig(), (_, config) => new AmazonSQSClient(credentials, config));
        using var sts = Client(new AmazonSecurityTokenServiceConfig(), (_, config) =>
            new AmazonSecurityTokenServiceClient(credentials, config)
        );
        Assert.Equal(
            $"arn:aws:sts::{Account}:assumed-role/lambda/who",
            (await sts.GetCallerIdentityAsync(new(), TestContext.Current.CancellationToken)).Arn
        );
        await sqs.SendMessageAsync(url, "hello", TestContext.Current.CancellationToken);
        var denied = await Assert.ThrowsAsync<AmazonSQSException>(() => sqs.ReceiveMessageAsync(url));
        Assert.StartsWith(
            $"User: arn:aws:sts::{Account}:assumed-role/lambda/who is not authorized to perform: sqs:ReceiveMessage",
            denied.Message,
            StringComparison.Ordinal
        );
        using var account = Client(new AmazonSQSConfig(), (_, config) =>
            new AmazonSQSClient(new BasicAWSCredentials(keys[0], keys[1]), config)
        );
        await Assert.ThrowsAsync<AmazonSQSException>(() => account.SendMessageAsync(url, "without its token"));
    }

    [Fact]
    public async Task A_url_for_everybody_has_to_be_one_by_the_functions_policy()
    {
        await CreateAsync("web", "exports.handler = async () => ({ statusCode: 200, body: 'hi' });");
        var path = new Uri(
            (string)(await DoAsync("POST", "/2021-10-31/functions/web/url", """{"AuthType":"NONE"}"""))["FunctionUrl"]!
        ).AbsolutePath;
        using (var closed = await Http.GetAsync(path, TestContext.Current.CancellationToken))
            Assert.Equal(403, (int)closed.StatusCode);
        await DoAsync(
            "POST",
            "/2015-03-31/functions/web/policy",
            """{"StatementId":"s","Action":"lambda:InvokeFunctionUrl","Principal":"*","FunctionUrlAuthType":"NONE"}"""
        );
        Assert.Equal("hi", await Http.GetStringAsync(path, TestContext.Current.CancellationToken));
    }

    private async Task IamAsync(string operation, params (string Name, string Value)[] members)
    {
        var input = new JsonObject();
        foreach (var (name, value) in members)
            input[name] = value;
        using var document = JsonDocument.Parse(input.ToJsonString());
        var result = await Host.InvokeAsync(
            new(Account, Region),
            "iam",
            operation,
            document.RootElement,
            TestContext.Current.CancellationToken
        );
        Assert.True(result.Ok(out _, out var error), error?.Message);
    }

    protected override void Sign(HttpRequestMessage request, string body) =>
        new SignatureV4(Account, Secret, Region, "lambda", Clock.GetUtcNow()).Sign(
            request,
            new(Http.BaseAddress!, request.RequestUri!),
            body
        );
}
