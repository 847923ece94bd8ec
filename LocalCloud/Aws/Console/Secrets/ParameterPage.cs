using System.Globalization;
using LocalCloud.Aws.Ssm;

namespace LocalCloud.Aws.WebConsole;

/// <summary>One parameter with its versions.</summary>
internal static class ParameterPage
{
    public const string Secret = "SecureString";

    public static Html Of(ConsoleRequest page, SsmState state, Parameter parameter)
    {
        var latest = parameter.Latest;
        var (shown, pager) = page.Slice(parameter.Versions.AsEnumerable().Reverse(), parameter.Versions.Count);
        return Html.Of(
            $"""
            {page.Back("All parameters")}
            <h2>{parameter.Name}</h2>
            {Widgets.Live("parameter", Widgets.Facts(("Type", Widgets.Text(latest.Type)), ("Value", Value(latest, inList: false)), ("Version", Widgets.Number(latest.Version)),
                ("Description", latest.Description is { Length: > 0 } text ? Widgets.Text(text) : null), ("Changed", page.Time(latest.Modified)), ("By", Widgets.Text(latest.ModifiedBy)),
                ("Tier", Widgets.Text(latest.Tier)), ("Data type", latest.DataType == "text" ? null : Widgets.Text(latest.DataType)),
                ("Allowed pattern", latest.AllowedPattern is { Length: > 0 } pattern ? Widgets.Code(pattern) : null), ("KMS key", latest.KeyId is { } key ? Widgets.Code(key) : null),
                ("ARN", Widgets.Code(state.Arn(parameter))),
                ("Tags", parameter.Tags.Count == 0 ? null : Widgets.Text(string.Join(", ", parameter.Tags.Select(t => $"{t.Key} = {t.Value}"))))))}
            <div class="actions">{(latest.Type == Secret ? Forms.Button(page, "show", "Show the value", ("version", Text(latest.Version))) : Widgets.None)}</div>
            {Forms.Folded(page, "Put a new value", "put-value", "Put the value",
                Field.Area("value", "Value", latest.Type == Secret ? null : latest.Value, $"It becomes version {Text(latest.Version + 1)}") with { IsRequired = true },
                new Field("description", "Description", latest.Description))}
            {Forms.Danger(page, "delete", "Delete the parameter", $"{parameter.Name} is deleted with {(parameter.Versions.Count == 1 ? "its only version" : $"all its {parameter.Versions.Count} versions")}.")}
            {Widgets.Live("versions", Html.Of($"""
                <h3>Versions, newest first</h3>
                {Widgets.Table("Versions", ["Version", "Value", "Labels", "Changed", "By", ""], shown.Select(v => Row(page, v)))}
                {pager}
                """))}
            """
        );
    }

    public static Html Value(ParameterVersion version, bool inList) =>
        version.Type == Secret ? Html.Of($"""<span class="soft">masked</span>""")
        : inList ? Widgets.Code(Written.Short(version.Value))
        : Widgets.Block(version.Value);

    private static Html Row(ConsoleRequest page, ParameterVersion version) =>
        Widgets.Row(
            Widgets.Number(version.Version),
            Value(version, inList: false),
            Widgets.Text(string.Join(", ", version.Labels)),
            page.Time(version.Modified),
            Widgets.Soft(version.ModifiedBy),
            version.Type == Secret
                ? Forms.RowButton(page, "show", "Show", $"the value of version {version.Version}", ("version", Text(version.Version)))
                : Widgets.None
        );

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
