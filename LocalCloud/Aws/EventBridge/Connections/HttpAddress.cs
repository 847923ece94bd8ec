namespace LocalCloud.Aws.EventBridge.Connections;

internal static class HttpAddress
{
    public static string WithQuery(string url, IEnumerable<KeyValuePair<string, string>> parameters)
    {
        var query = string.Join("&", parameters.Select(p => $"{Uri.EscapeDataString(p.Key)}={Uri.EscapeDataString(p.Value)}"));
        return query.Length == 0 ? url : $"{url}{(url.Contains('?') ? '&' : '?')}{query}";
    }
}
