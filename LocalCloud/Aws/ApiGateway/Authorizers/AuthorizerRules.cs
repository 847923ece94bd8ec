using LocalCloud.Aws.ApiGateway.Execution.Integrations;
using LocalCloud.Aws.ApiGateway.Execution.Mapping;

namespace LocalCloud.Aws.ApiGateway.Authorizers;

internal static class AuthorizerRules
{
    /// <summary>AWS asks the issuer for its discovery document here; locally the issuer may start after the API.</summary>
    public static AwsError? Check(ApiEntry entry, Authorizer authorizer)
    {
        if (entry.Authorizers.Values.Any(a => a.Name == authorizer.Name && a.AuthorizerId != authorizer.AuthorizerId))
            return Errors.BadRequest("Authorizer name must be unique. Authorizer " + authorizer.Name + " already exists in this API.");
        foreach (var source in authorizer.IdentitySource ?? [])
            if (
                Selection.Parse(source)
                is not { Root: "request", Part: "header" or "querystring" }
                    and not { Root: "context" or "stageVariables" }
            )
                return Errors.BadRequest($"Invalid identity source specified: {source}");
        return authorizer.AuthorizerType == "JWT" ? Jwt(authorizer) : Function(authorizer);
    }

    private static AwsError? Jwt(Authorizer authorizer)
    {
        if (authorizer.JwtConfiguration is not { Issuer: { } issuer })
            return Errors.BadRequest("JwtConfiguration is required for JWT authorizers");
        if (authorizer.JwtConfiguration.Audience is not { Count: > 0 })
            return Errors.BadRequest("Audience must be specified for JWT authorizers");
        if (!Uri.TryCreate(issuer, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https"))
            return Errors.BadRequest(
                $"Invalid issuer: {issuer}. Issuer must have a valid discovery endpoint ended with '/.well-known/openid-configuration'"
            );
        return authorizer.IdentitySource is { Count: 1 }
            ? null
            : Errors.BadRequest("JWT authorizers must have exactly one identity source");
    }

    private static AwsError? Function(Authorizer authorizer)
    {
        if (authorizer.AuthorizerUri is not { } uri || FunctionUri.Parse(uri) is null)
            return Errors.BadRequest(
                $"Invalid Authorizer URI: {authorizer.AuthorizerUri}. Authorizer URI should be a valid API Gateway ARN that represents a "
                    + "Lambda function invocation."
            );
        if (authorizer.AuthorizerPayloadFormatVersion is not ("1.0" or "2.0"))
            return Errors.BadRequest("AuthorizerPayloadFormatVersion is a required parameter for REQUEST authorizer");
        if (authorizer.EnableSimpleResponses == true && authorizer.AuthorizerPayloadFormatVersion != "2.0")
            return Errors.BadRequest("EnableSimpleResponses is only supported for payload format version 2.0");
        return authorizer is { AuthorizerResultTtlInSeconds: > 0, IdentitySource: not { Count: > 0 } }
            ? Errors.BadRequest("Identity source is required when caching is enabled")
            : null;
    }
}
