using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using LocalCloud.Aws.ApiGateway.Authorizers;
using LocalCloud.Aws.ApiGateway.Execution.Mapping;

namespace LocalCloud.Aws.ApiGateway.Execution.Authorization;

/// <summary>JWT authorizers: the checks and their order of docs: http-api-jwt-authorizer.</summary>
internal static class JwtAuthorizer
{
    private const string Bearer = "Bearer ";

    public static async ValueTask<Answer?> RefuseAsync(Call call, Authorizer authorizer)
    {
        if (Selection.Parse(authorizer.IdentitySource![0])?.Read(call) is not { Length: > 0 } source)
            return Challenge(Gate.Unauthorized, "Bearer");
        var text = source.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase) ? source[Bearer.Length..].Trim() : source;
        if (JsonWebToken.Parse(text) is not { } token)
            return Invalid("the token is malformed");
        if (JsonWebToken.Hash(token.Algorithm) is not { } hash)
            return Invalid($"signing method {token.Algorithm} is invalid");
        var settings = authorizer.JwtConfiguration!;
        if (await call.Service.Keys.FindAsync(settings.Issuer!, token.KeyId).ConfigureAwait(false) is not { } keys)
            return Invalid("OIDC discovery endpoint communication error");
        if (keys.Count == 0)
            return Invalid("unable to find a public key for the token");
        if (!keys.Any(key => token.IsSignedBy(key, hash)))
            return Invalid("the token has an invalid signature");
        if (Wrong(token, settings, call.Time) is { } reason)
            return Invalid(reason);
        var scopes = token
            .Texts("scope")
            .Concat(token.Texts("scp"))
            .SelectMany(s => s.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .ToList();
        var wanted = call.Route.AuthorizationScopes ?? [];
        if (wanted.Count > 0 && !wanted.Exists(scopes.Contains))
            return Challenge(
                Gate.Forbidden,
                $"Bearer scope=\"{string.Join(' ', wanted)}\" error=\"insufficient_scope\" error_description=\"the token does not have a "
                    + "required scope\""
            );
        call.Authorizer = new()
        {
            ["jwt"] = new JsonObject
            {
                ["claims"] = Claims(token),
                ["scopes"] = wanted.Count == 0 ? null : new JsonArray([.. scopes.Select(s => (JsonNode?)s)]),
            },
        };
        return null;
    }

    // "iss must match the issuer; aud or client_id (only when aud is not there) one of the audiences; exp after, nbf and iat before now"
    private static string? Wrong(JsonWebToken token, JwtConfiguration settings, DateTimeOffset now)
    {
        if (token.Text("iss") != settings.Issuer)
            return "the token does not have a valid issuer";
        if (!token.Texts(token.Has("aud") ? "aud" : "client_id").Any(settings.Audience!.Contains))
            return "the token does not have a valid audience";
        if (token.Time("exp") is not { } end || end <= now)
            return "the token has expired";
        if (token.Time("nbf") > now)
            return "the token is not valid yet";
        return token.Time("iat") > now ? "the token was issued in the future" : null;
    }

    // Texts as they are, lists as [a b], all others as their JSON.
    private static JsonObject Claims(JsonWebToken token) =>
        new(
            token
                .Claims.EnumerateObject()
                .Select(claim =>
                    KeyValuePair.Create(
                        claim.Name,
                        (JsonNode?)(
                            claim.Value.ValueKind switch
                            {
                                JsonValueKind.String => claim.Value.GetString(),
                                JsonValueKind.Array =>
                                    $"[{string.Join(' ', claim.Value.EnumerateArray().Select(v => v.ValueKind is JsonValueKind.String ? v.GetString() : v.GetRawText()))}]",
                                _ => claim.Value.GetRawText(),
                            }
                        )
                    )
                )
        );

    private static Answer Invalid(string reason) =>
        Challenge(Gate.Unauthorized, $"Bearer scope=\"\" error=\"invalid_token\" error_description=\"{reason}\"");

    private static Answer Challenge(Answer answer, string challenge)
    {
        answer.Headers.Add(("www-authenticate", challenge));
        return answer;
    }
}
