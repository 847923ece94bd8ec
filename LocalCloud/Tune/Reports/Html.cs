using System.Net;

namespace LocalCloud.Tune.Reports;

internal static class Html
{
    public static string Text(string? text) => WebUtility.HtmlEncode(text ?? "");
}
