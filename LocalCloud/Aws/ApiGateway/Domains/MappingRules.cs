namespace LocalCloud.Aws.ApiGateway.Domains;

internal static class MappingRules
{
    public static AwsError? Check(ApiGatewayState state, Domain domain, ApiMapping mapping)
    {
        if (!state.FindStage(mapping.ApiId, mapping.Stage).Ok(out _, out var error))
            return error.Message.Contains("stage", StringComparison.Ordinal)
                ? Errors.BadRequest("Invalid stage identifier specified")
                : error;
        if (
            mapping.ApiMappingKey.Length > 300
            || !mapping.ApiMappingKey.All(c => char.IsAsciiLetterOrDigit(c) || "$-_.+!*'()/".Contains(c, StringComparison.Ordinal))
            || mapping.ApiMappingKey.Split('/') is { Length: > 1 } parts && parts.Contains("")
        )
            return Errors.BadRequest(
                "API mapping key should not start with a '/' or have consecutive '/'s. It may contain letters, numbers and the "
                    + "characters $-_.+!*'()/"
            );
        return domain.Mappings.Values.Any(m => m.ApiMappingKey == mapping.ApiMappingKey && m.ApiMappingId != mapping.ApiMappingId)
            ? Errors.Conflict("ApiMapping key already exists for this domain name")
            : null;
    }
}
