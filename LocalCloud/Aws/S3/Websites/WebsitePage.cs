using System.Net;
using System.Text;
using LocalCloud.Aws.S3.Protocol;
using Microsoft.AspNetCore.WebUtilities;

namespace LocalCloud.Aws.S3.Websites;

/// <summary>Errors as the website endpoint shows them: for people.</summary>
internal static class WebsitePage
{
    /// <param name="unfound">Why the site's own error document could not be shown.</param>
    public static S3Answer Of(S3Error error, string requestId, S3Error? unfound = null)
    {
        var title = $"{error.Status} {ReasonPhrases.GetReasonPhrase(error.Status)}";
        var html = new StringBuilder($"<html>\n<head><title>{title}</title></head>\n<body>\n<h1>{title}</h1>\n");
        List(html, [.. Of(error), ("RequestId", S3Service.RequestIdOf(requestId)), ("HostId", S3Service.HostIdOf(requestId))]);
        if (unfound is not null)
        {
            html.Append("<h3>An Error Occurred While Attempting to Retrieve a Custom Error Document</h3>\n");
            List(html, [.. Of(unfound)]);
        }
        html.Append("<hr/>\n</body>\n</html>\n");
        var answer = S3Answer
            .Text(html.ToString(), "text/html; charset=utf-8", error.Status)
            .With("x-amz-error-code", error.Code)
            .With("x-amz-error-message", error.Message);
        foreach (var (name, value) in error.Details)
            answer.With($"x-amz-error-detail-{name}", value);
        return answer;
    }

    private static IEnumerable<(string Name, string Value)> Of(S3Error error) =>
        [("Code", error.Code), ("Message", error.Message), .. error.Details];

    private static void List(StringBuilder html, IEnumerable<(string Name, string Value)> items)
    {
        html.Append("<ul>\n");
        foreach (var (name, value) in items)
            html.Append("<li>").Append(name).Append(": ").Append(WebUtility.HtmlEncode(value)).Append("</li>\n");
        html.Append("</ul>\n");
    }
}
