using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace LocalCloud.Aws.Tests.ApiGateway;

public sealed class JwtTests : ApiGatewayTest
{
    private readonly RSA _key = RSA.Create(2048);
    private readonly Dictionary<string, RSA> _published = [];
    private int _discoveries;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        _published["k1"] = _key;
        Backend.Answer = asked =>
        {
            if (asked.PathAndQuery == "/.well-known/openid-configuration")
            {
                Interlocked.Increment(ref _discoveries);
                return new(200, $$"""{"issuer":"{{Backend.Url}}","jwks_uri":"{{Backend.Url}}/keys"}""");
            }
            var keys = _published.Select(k =>
                $$"""{"kty":"RSA","use":"sig","kid":"{{k.Key}}","n":"{{Text(k.Value.ExportParameters(false).Modulus!)}}","e":"{{Text(k.Value.ExportParameters(false).Exponent!)}}"}"""
            );
            return new(200, $$"""{"keys":[{{string.Join(',', keys)}}]}""");
        };
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        foreach (var key in _published.Values)
            key.Dispose();
        GC.SuppressFinalize(this);
    }

    private static string Text(byte[] bytes) => Base64Url.EncodeToString(bytes);

    private string Token(string? claims = null, RSA? key = null, string kid = "k1", string algorithm = "RS256", string more = "")
    {
        var now = Clock.GetUtcNow().ToUnixTimeSeconds();
        claims ??= $$"""
            {"iss":"{{Backend.Url}}","aud":"shop","sub":"eva","exp":{{now + 60}},"iat":{{now}},"admin":true,
             "groups":["a","b"]{{more}}}
            """;
        var text =
            $"{Text(Encoding.UTF8.GetBytes($$"""{"alg":"{{algorithm}}","kid":"{{kid}}"}"""))}.{Text(Encoding.UTF8.GetBytes(claims))}";
        return $"{text}.{Text((key ?? _key).SignData(Encoding.ASCII.GetBytes(text), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1))}";
    }

    private async Task<string> SecuredAsync(string scopes = "", Func<JsonNode, string>? code = null)
    {
        Functions.Code[Function] = e => Task.FromResult((code ?? (_ => "\"in\""))(e));
        var api = await LiveApiAsync();
        var authorizer = (string)
            (
                await DoAsync(
                    "POST",
                    $"/v2/apis/{api}/authorizers",
                    $$"""
                    {"authorizerType":"JWT","name":"users","identitySource":["$request.header.Authorization"],
                     "jwtConfiguration":{"issuer":"{{Backend.Url}}","audience":["shop","other"]} }
                    """
                )
            )["authorizerId"]!;
        await RouteAsync(
            api,
            "GET /",
            await FunctionIntegrationAsync(api),
            $$""","authorizationType":"JWT","authorizerId":"{{authorizer}}"{{scopes}}"""
        );
        return api;
    }

    private Task<HttpResponseMessage> WithAsync(string api, string? token) => AskAsync(api, "/", more: request =>
        {
            if (token is not null)
                request.Headers.TryAddWithoutValidation("Authorization", token);
        });

    private async Task<string> ChallengeAsync(string api, string? token, int status = 401)
    {
        using var response = await WithAsync(api, token);
        Assert.Equal(
            (status, status == 401 ? """{"message":"Unauthorized"}""" : """{"message":"Forbidden"}"""),
            ((int)response.StatusCode, await response.Content.ReadAsStringAsync())
        );
        return response.Headers.WwwAuthenticate.ToString();
    }

    [Fact]
    public async Task A_good_token_goes_in_and_its_claims_with_it()
    {
        var api = await SecuredAsync(code: e => e["requestContext"]!["authorizer"]!.ToJsonString());

        var authorizer = JsonNode.Parse(await TextAsync(WithAsync(api, $"Bearer {Token()}")))!["jwt"]!;
        Assert.Equal(
            (
                "eva",
                "true",
                "[a b]",
                Clock.GetUtcNow().AddSeconds(60).ToUnixTimeSeconds().ToString(System.Globalization.CultureInfo.InvariantCulture)
            ),
            (
                (string?)authorizer["claims"]!["sub"],
                (string?)authorizer["claims"]!["admin"],
                (string?)authorizer["claims"]!["groups"],
                (string?)authorizer["claims"]!["exp"]
            )
        );
        Assert.True(authorizer.AsObject().ContainsKey("scopes"));
        Assert.Equal(200, (await StatusAsync(WithAsync(api, Token()))).Status);
        Assert.Equal(1, _discoveries);
    }

    [Fact]
    public async Task No_token_and_bad_tokens_are_unauthorized()
    {
        using var stranger = RSA.Create(2048);
        var api = await SecuredAsync();
        var now = Clock.GetUtcNow().ToUnixTimeSeconds();
        string Claims(string aud = "\"aud\":\"shop\"", string? iss = null, long exp = 60, string more = "") =>
            $$"""{"iss":"{{iss ?? Backend.Url}}",{{aud}},"exp":{{now + exp}}{{more}}}""";

        Assert.Equal("Bearer", await ChallengeAsync(api, null));
        foreach (
            var (token, reason) in new[]
            {
                ("Bearer x.y", "the token is malformed"),
                (Token(key: stranger), "the token has an invalid signature"),
                (Token(kid: "k9"), "unable to find a public key for the token"),
                (Token(algorithm: "HS256"), "signing method HS256 is invalid"),
                (Token(Claims("\"aud\":\"x\"")), "the token does not have a valid audience"),
                (Token(Claims("\"aud\":\"x\",\"client_id\":\"shop\"")), "the token does not have a valid audience"),
                (Token(Claims(iss: "http://else.test")), "the token does not have a valid issuer"),
                (Token(Claims(exp: 0)), "the token has expired"),
                (Token(Claims(more: $",\"nbf\":{now + 1}")), "the token is not valid yet"),
            }
        )
            Assert.Equal($"Bearer scope=\"\" error=\"invalid_token\" error_description=\"{reason}\"", await ChallengeAsync(api, token));
        foreach (var claims in new[] { Claims("\"client_id\":\"shop\""), Claims("\"aud\":[\"x\",\"other\"]") })
            Assert.Equal(200, (await StatusAsync(WithAsync(api, Token(claims)))).Status);
    }

    [Fact]
    public async Task A_token_expires_on_the_emulators_clock()
    {
        var api = await SecuredAsync();
        var token = Token();
        Assert.Equal(200, (await StatusAsync(WithAsync(api, token))).Status);

        Clock.Advance(TimeSpan.FromSeconds(61));
        Assert.Equal(401, (await StatusAsync(WithAsync(api, token))).Status);
    }

    [Fact]
    public async Task One_of_the_routes_scopes_has_to_be_in_the_token()
    {
        var api = await SecuredAsync(""","authorizationScopes":["read","write"]""", e =>
            e["requestContext"]!["authorizer"]!["jwt"]!["scopes"]!.ToJsonString()
        );

        Assert.StartsWith(
            "Bearer scope=\"read write\" error=\"insufficient_scope\"",
            await ChallengeAsync(api, Token(), 403),
            StringComparison.Ordinal
        );
        Assert.Equal("""["write","more"]""", await TextAsync(WithAsync(api, Token(more: ",\"scope\":\"write more\""))));
        Assert.Equal("""["read"]""", await TextAsync(WithAsync(api, Token(more: ",\"scp\":[\"read\"]"))));
    }

    [Fact]
    public async Task A_new_key_is_found_and_keys_are_kept_for_two_hours()
    {
        var api = await SecuredAsync();
        await StatusAsync(WithAsync(api, Token()));
        var second = RSA.Create(2048);
        _published["k2"] = second;

        Assert.Equal(200, (await StatusAsync(WithAsync(api, Token(key: second, kid: "k2")))).Status);
        Assert.Equal(2, _discoveries);
        Clock.Advance(TimeSpan.FromMinutes(119));
        await StatusAsync(WithAsync(api, Token()));
        Assert.Equal(2, _discoveries);
        Clock.Advance(TimeSpan.FromMinutes(2));
        await StatusAsync(WithAsync(api, Token()));
        Assert.Equal(3, _discoveries);
    }

    [Fact]
    public async Task An_issuer_that_does_not_answer_lets_nobody_in()
    {
        var api = await SecuredAsync();
        Backend.Answer = _ => new(500);

        Assert.Equal(
            "Bearer scope=\"\" error=\"invalid_token\" error_description=\"OIDC discovery endpoint communication error\"",
            await ChallengeAsync(api, Token())
        );
    }
}
