namespace LocalCloud.Aws.Wire;

/// <summary>Services that are not here and whose clients read errors in XML: told apart by their signing names.</summary>
internal static class AbsentService
{
    /// <summary>REST-XML, with the errors of the query protocol.</summary>
    public static bool SpeaksXml(string signingName) => signingName is "cloudfront" or "route53";
}

/// <summary>A REST-XML request to a service that is not here.</summary>
internal sealed class AbsentXmlRoute(string signingName) : Route
{
    public override Task AnswerAsync(HttpContext http, Context context) =>
        FailAsync(http, context, Unknown(null, $"{http.Request.Method} {http.Request.Path} of {signingName}"));

    public override Task FailAsync(HttpContext http, Context context, AwsError error)
    {
        http.Response.Headers["x-amzn-RequestId"] = context.RequestId;
        return WriteAsync(http, error.Status, "text/xml", QueryForm.Usual.Failure(null, error, context.RequestId));
    }
}
