using LocalCloud.Aws.ApiGateway.Execution.Integrations;
using LocalCloud.Aws.ApiGateway.Execution.Mapping;

namespace LocalCloud.Aws.ApiGateway.Integrations;

/// <summary>What an integration of an HTTP API has to be.</summary>
internal static class IntegrationRules
{
    private static readonly string[] Methods = ["ANY", "GET", "POST", "PUT", "DELETE", "PATCH", "HEAD", "OPTIONS"];

    public static AwsError? Check(Integration integration, string operation)
    {
        if (integration.IntegrationType is not ("AWS_PROXY" or "HTTP_PROXY"))
            return Errors.BadRequest(
                "Currently, an API with a protocol type of HTTP may only be associated with proxy integrations (AWS_PROXY, HTTP_PROXY)"
            );
        if (integration.PayloadFormatVersion is null)
            return Errors.BadRequest("PayloadFormatVersion is a required parameter for integration");
        if (
            integration.PayloadFormatVersion is not ("1.0" or "2.0")
            || (
                integration.PayloadFormatVersion == "2.0"
                && (integration.IntegrationType == "HTTP_PROXY" || integration.IntegrationSubtype is not null)
            )
        )
            return Errors.BadRequest($"Payload format version {integration.PayloadFormatVersion} is not supported for this integration");
        var wrong =
            integration.IntegrationSubtype is { } subtype ? Service(integration, subtype, operation)
            : integration.IntegrationType == "AWS_PROXY" ? Function(integration)
            : Http(integration);
        return wrong
            ?? (integration.IntegrationSubtype is null ? ParameterRules.CheckRequest(integration.RequestParameters) : null)
            ?? ParameterRules.CheckResponse(integration.ResponseParameters);
    }

    private static AwsError? Service(Integration integration, string subtype, string operation)
    {
        if (ServiceIntegration.Required(subtype) is not { } required)
            return ServiceIntegration.IsKnown(subtype)
                ? Errors.NotSupported(operation, $"IntegrationSubtype {subtype}")
                : Errors.BadRequest($"Invalid integration subtype specified: {subtype}");
        if (integration.IntegrationType != "AWS_PROXY")
            return Errors.BadRequest("Integration subtypes are only supported for AWS_PROXY integrations");
        if (integration.CredentialsArn is null)
            return Errors.BadRequest("Credentials are required for an integration with a subtype");
        var missing = required.Where(name => integration.RequestParameters?.ContainsKey(name) != true).ToList();
        return missing.Count == 0 ? null : Errors.BadRequest($"Missing required parameters for {subtype}: {string.Join(", ", missing)}");
    }

    private static AwsError? Function(Integration integration) =>
        integration.IntegrationUri is { } uri && FunctionUri.Parse(uri) is not null
            ? null
            : Errors.BadRequest(
                $"Invalid integration URI specified: {integration.IntegrationUri}. For AWS_PROXY it has to be the ARN of a Lambda function."
            );

    private static AwsError? Http(Integration integration)
    {
        if (integration.IntegrationMethod is not { } method || !Methods.Contains(method))
            return Errors.BadRequest(
                integration.IntegrationMethod is null
                    ? "HttpMethod must be specified for HTTP_PROXY integrations"
                    : "Invalid HTTP method specified"
            );
        if (integration.ConnectionType == "VPC_LINK")
            return integration.ConnectionId is null ? Errors.BadRequest("ConnectionId is required for a private integration")
                : integration.IntegrationUri is null ? Errors.BadRequest("Integration URI is required")
                : null;
        return
            integration.IntegrationUri is { } uri
            && (
                uri.StartsWith("http://", StringComparison.OrdinalIgnoreCase)
                || uri.StartsWith("https://", StringComparison.OrdinalIgnoreCase)
            )
            ? null
            : Errors.BadRequest("Invalid HTTP endpoint specified for URI");
    }
}
