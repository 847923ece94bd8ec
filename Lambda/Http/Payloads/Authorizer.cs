using System.Security.Claims;
using System.Text.Json;

namespace Lambda.Http.Payloads;

/// <summary>Whom API Gateway has let in, as the request's user.</summary>
internal static class Authorizer
{
    private const string Scope = "scope";

    /// <summary>
    /// The claims of a JWT or Cognito authorizer under their own names, or the caller of an IAM authorizer. Null for no authorizer, and for
    /// a Lambda authorizer, whose context means what its author says: it is in the event.
    /// </summary>
    public static ClaimsPrincipal? User(JsonElement requestContext)
    {
        if (requestContext.Object("authorizer") is not { } authorizer)
        {
            return null;
        }

        if ((authorizer.Object("jwt") ?? authorizer).Object("claims") is { } claims)
        {
            var jwt = authorizer.Object("jwt") ?? authorizer;
            var identity = new ClaimsIdentity(
                claims.EnumerateObject().Select(claim => new Claim(claim.Name, Text(claim.Value))),
                "JWT",
                "sub",
                "roles"
            );
            foreach (var scope in jwt.Strings("scopes").Where(scope => !identity.HasClaim(Scope, scope)))
            {
                identity.AddClaim(new Claim(Scope, scope));
            }

            return new ClaimsPrincipal(identity);
        }

        return authorizer.Object("iam")?.String("userArn") is { } arn
            ? new ClaimsPrincipal(new ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, arn), new Claim(ClaimTypes.Name, arn)], "IAM"))
            : null;
    }

    private static string Text(JsonElement value) => value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText();
}
