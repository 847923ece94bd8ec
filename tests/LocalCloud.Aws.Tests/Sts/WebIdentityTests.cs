using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Amazon.SecurityToken;
using Amazon.SecurityToken.Model;
using LocalCloud.Aws.Tests.ApiGateway;

namespace LocalCloud.Aws.Tests.Sts;

/// <summary>AssumeRoleWithWebIdentity, with an issuer of the test's own.</summary>
public sealed class WebIdentityTests : ApiGatewayTest
{
    private readonly RSA _key = RSA.Create(2048);

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        Backend.Answer = asked =>
            asked.PathAndQuery == "/.well-known/openid-configuration"
                ? new(200, $$"""{"issuer":"{{Backend.Url}}","jwks_uri":"{{Backend.Url}}/keys"}""")
                : new(
                    200,
                    $$"""{"keys":[{"kty":"RSA","use":"sig","kid":"k","n":"{{Text(_key.ExportParameters(false).Modulus!)}}","e":"{{Text(_key.ExportParameters(false).Exponent!)}}"}]}"""
                );
        var issuer = Backend.Url[(Backend.Url.IndexOf("://", StringComparison.Ordinal) + 3)..];
        await IamAsync(
            "CreateOpenIDConnectProvider",
            new() { ["Url"] = Backend.Url, ["ClientIDList"] = new JsonArray("sts.amazonaws.com") }
        );
        await IamAsync(
            "CreateRole",
            new()
            {
                ["RoleName"] = "deploy",
                ["AssumeRolePolicyDocument"] = $$"""
                {"Version":"2012-10-17","Statement":[{"Effect":"Allow",
                 "Principal":{"Federated":"arn:aws:iam::{{Account}}:oidc-provider/{{issuer}}"},
                "Action":"sts:AssumeRoleWithWebIdentity",
                "Condition":{"StringEquals":{"{{issuer}}:aud":"sts.amazonaws.com"},
                "StringLike":{"{{issuer}}:sub":"repo:shop/*"} } } ] }
                """,
            }
        );
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        _key.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Whom_the_provider_vouches_for_and_the_role_trusts_assumes_it()
    {
        var answer = await AssumeAsync(Token("repo:shop/web"));
        Assert.Equal(
            ("repo:shop/web", "sts.amazonaws.com", $"arn:aws:sts::{Account}:assumed-role/deploy/ci"),
            (answer.SubjectFromWebIdentityToken, answer.Audience, answer.AssumedRoleUser.Arn)
        );
        var session = Client(new AmazonSecurityTokenServiceConfig(), (_, config) =>
            new AmazonSecurityTokenServiceClient(answer.Credentials, config)
        );
        Assert.Equal(answer.AssumedRoleUser.Arn, (await session.GetCallerIdentityAsync(new(), TestContext.Current.CancellationToken)).Arn);
    }

    [Fact]
    public async Task Others_do_not()
    {
        Assert.Equal("AccessDenied", await FailsAsync(Token("repo:other/web")));
        Assert.Equal("InvalidIdentityToken", await FailsAsync(Token("repo:shop/web", audience: "somebody")));
        Assert.Equal("InvalidIdentityToken", await FailsAsync("no.token.atall"));
        using var other = RSA.Create(2048);
        Assert.Equal("InvalidIdentityToken", await FailsAsync(Token("repo:shop/web", key: other)));
        Assert.Equal("ExpiredTokenException", await FailsAsync(Token("repo:shop/web", seconds: -1)));
    }

    private static string Text(byte[] bytes) => Base64Url.EncodeToString(bytes);

    private string Token(string subject, string audience = "sts.amazonaws.com", RSA? key = null, int seconds = 60)
    {
        var text =
            $"{Text(Encoding.UTF8.GetBytes("""{"alg":"RS256","kid":"k"}"""))}."
            + Text(
                Encoding.UTF8.GetBytes(
                    $$"""
                    {"iss":"{{Backend.Url}}","aud":"{{audience}}","sub":"{{subject}}",
                     "exp":{{Clock.GetUtcNow().ToUnixTimeSeconds() + seconds}}}
                    """
                )
            );
        return $"{text}.{Text((key ?? _key).SignData(Encoding.ASCII.GetBytes(text), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1))}";
    }

    private Task<AssumeRoleWithWebIdentityResponse> AssumeAsync(string token) =>
        Sts.AssumeRoleWithWebIdentityAsync(
            new()
            {
                RoleArn = $"arn:aws:iam::{Account}:role/deploy",
                RoleSessionName = "ci",
                WebIdentityToken = token,
            },
            TestContext.Current.CancellationToken
        );

    private async Task<string> FailsAsync(string token) =>
        (await Assert.ThrowsAnyAsync<AmazonSecurityTokenServiceException>(() => AssumeAsync(token))).ErrorCode;

    private async Task IamAsync(string operation, JsonObject input)
    {
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
}
