using System.Globalization;

namespace LocalCloud.Aws.ApiGateway.Execution.Mapping;

/// <summary>Which parameter mappings there can be (docs: http-api-parameter-mapping, "Reserved headers").</summary>
internal static class ParameterRules
{
    private static readonly string[] ReservedPrefixes = ["access-control-", "apigw-", "x-amz-", "x-amzn-"];

    private static readonly HashSet<string> Reserved = new(StringComparer.OrdinalIgnoreCase)
    {
        "Authorization",
        "Connection",
        "Content-Encoding",
        "Content-Length",
        "Content-Location",
        "Forwarded",
        "Keep-Alive",
        "Origin",
        "Proxy-Authenticate",
        "Proxy-Authorization",
        "TE",
        "Trailers",
        "Transfer-Encoding",
        "Upgrade",
        "Via",
        "X-Forwarded-For",
        "X-Forwarded-Host",
        "X-Forwarded-Proto",
    };

    public static AwsError? CheckRequest(Dictionary<string, string>? parameters)
    {
        foreach (var (text, value) in parameters ?? [])
            if (ParameterKey.Parse(text) is not { Location: "header" or "querystring" or "path" } key)
                return Invalid($"Invalid Request Actioned Parameter Destination specified: {text}");
            else if (Check(key, text, value, isResponse: false) is { } wrong)
                return wrong;
        return null;
    }

    public static AwsError? CheckResponse(Dictionary<string, Dictionary<string, string>>? parameters)
    {
        foreach (var (status, mappings) in parameters ?? [])
        {
            if (!int.TryParse(status, NumberStyles.None, CultureInfo.InvariantCulture, out var code) || code is < 200 or > 599)
                return Errors.BadRequest(
                    $"Invalid response parameters key specified: {status}. It has to be a status code from 200 to 599."
                );
            foreach (var (text, value) in mappings)
                if (ParameterKey.Parse(text) is not { Location: "header" or "statuscode" } key)
                    return Invalid($"Invalid Response Actioned Parameter Destination specified: {text}");
                else if (Check(key, text, value, isResponse: true) is { } wrong)
                    return wrong;
        }
        return null;
    }

    private static AwsError? Check(ParameterKey key, string text, string value, bool isResponse)
    {
        if (
            key is { Location: "header", Name: { } name }
            && (Reserved.Contains(name) || ReservedPrefixes.Any(p => name.StartsWith(p, StringComparison.OrdinalIgnoreCase)))
        )
            return Errors.BadRequest($"Operations on header {name.ToLowerInvariant()} are restricted");
        if (key.Action == "remove")
            return null;
        return
            MappingValue.Invalid(value) is { } expression
            || (!isResponse && value.Contains("$response", StringComparison.Ordinal) && (expression = value) is not null)
            ? Invalid($"Invalid {(isResponse ? "Response" : "Request")} Actioned Parameter Source specified: {expression} for {text}")
            : null;
    }

    private static AwsError Invalid(string what) =>
        Errors.BadRequest($"Invalid mapping expression specified: Validation Result: warnings : [], errors : [{what}]");
}
