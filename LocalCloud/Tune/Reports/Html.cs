using System.Net;

namespace LocalCloud.Tune.Reports;

static class Html
{
    public static string Text(string? text) => WebUtility.HtmlEncode(text ?? "");
}
