using System.Globalization;

namespace LocalCloud.Aws.WebConsole;

/// <summary>What people wrote into a form, as the operations take it.</summary>
internal static class Written
{
    /// <summary>Of an area. Browsers send its line breaks as CR LF, whatever was pasted.</summary>
    public static string Area(this ConsoleForm form, string name) => form.Text(name).Replace("\r\n", "\n", StringComparison.Ordinal);

    /// <summary>The lines of an area that are not empty.</summary>
    public static IReadOnlyList<string> Lines(this ConsoleForm form, string name) =>
        [.. form.Text(name).Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)];

    /// <summary>A time; without an offset it is meant in the zone of the page.</summary>
    public static DateTimeOffset? Time(ConsoleRequest page, string text)
    {
        if (!DateTime.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal, out var time))
            return null;
        if (time.Kind is DateTimeKind.Utc)
            return new(time, TimeSpan.Zero);
        return page.Zone.IsInvalidTime(time) ? null : new DateTimeOffset(TimeZoneInfo.ConvertTimeToUtc(time, page.Zone), TimeSpan.Zero);
    }

    /// <summary>Back to the list, above the details of one.</summary>
    public static Html Back(this ConsoleRequest page, string all) => Html.Of($"""<p><a href="{page.Link(page.View)}">← {all}</a></p>""");

    /// <summary>For a name that is chosen in the address, and is of nothing here.</summary>
    public static Html Missing(this ConsoleRequest page, string kind, string all) =>
        Html.Of(
            $"""
            <p class="empty">There is no {kind} “{page.Name}” in {ConsolePage.Name(
                page.Scope
            )}. It may have been deleted, or be in another account or region.
            <a href="{page.Link(page.View)}">{all}</a></p>
            """
        );

    /// <summary>1,234,567</summary>
    public static Html Count(long number) =>
        Html.Of($"""<span class="number">{number.ToString("N0", CultureInfo.InvariantCulture)}</span>""");

    public static string Short(string text, int most = 80) => text.Length <= most ? text : string.Concat(text.AsSpan(0, most), "…");
}
