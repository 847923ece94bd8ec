namespace LocalCloud.Aws.WebConsole;

/// <summary>The time zone that times are shown in: UTC, or what the browser has been told to send.</summary>
internal static class ConsoleZone
{
    public const string Action = "zone",
        Field = "zone";

    private const string Cookie = "localcloud-zone";

    public static TimeZoneInfo Of(HttpRequest request) =>
        request.Cookies[Cookie] is { Length: > 0 } id && TimeZoneInfo.TryFindSystemTimeZoneById(id, out var zone) ? zone : TimeZoneInfo.Utc;

    public static string Name(TimeZoneInfo zone) => zone == TimeZoneInfo.Utc ? "UTC" : zone.Id;

    public static Outcome Choose(HttpContext http, ConsoleForm form)
    {
        var id = form.Text(Field).Trim();
        if (id.Length == 0)
            id = "UTC";
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(id, out var zone))
            return Outcome.Refused($"There is no time zone \"{id}\" on this machine. Write it as Europe/Vienna, America/New_York or UTC.");
        http.Response.Cookies.Append(
            Cookie,
            zone.Id,
            new()
            {
                HttpOnly = true,
                SameSite = SameSiteMode.Strict,
                Path = ConsolePage.Path,
                MaxAge = TimeSpan.FromDays(365),
            }
        );
        return Outcome.Done($"Times are shown in {Name(zone)}.");
    }
}
