namespace LocalCloud.Aws.ApiGateway.Execution.Integrations;

/// <summary>A function's ARN, also in the form arn:aws:apigateway:REGION:lambda:path/2015-03-31/functions/ARN/invocations.</summary>
internal sealed record FunctionUri(Scope Scope, string Arn)
{
    private const string Before = "/functions/",
        Behind = "/invocations";

    public static FunctionUri? Parse(string uri)
    {
        if (uri.Split(':', 6) is ["arn", _, "apigateway", _, "lambda", _])
        {
            var start = uri.IndexOf(Before, StringComparison.Ordinal);
            if (start < 0 || !uri.EndsWith(Behind, StringComparison.Ordinal))
                return null;
            uri = uri[(start + Before.Length)..^Behind.Length];
        }
        return uri.Split(':') is ["arn", _, "lambda", { Length: > 0 } region, { Length: > 0 } account, "function", { Length: > 0 }, ..]
            ? new(new(account, region), uri)
            : null;
    }
}
