namespace LocalCloud.Aws.WebConsole;

/// <summary>One field of a form.</summary>
/// <param name="Label">In words; it stands above the field.</param>
/// <param name="Value">What it holds at first.</param>
/// <param name="Hint">What may be written, in a line below it.</param>
internal sealed record Field(string Name, string Label, string? Value = null, string? Hint = null)
{
    /// <summary>text, area, number, select, check, file, password, hidden</summary>
    public string Kind { get; init; } = "text";

    public bool IsRequired { get; init; }

    public string? Placeholder { get; init; }

    /// <summary>Lines of an area.</summary>
    public int Rows { get; init; } = 6;

    /// <summary>Of a select: value and what is shown.</summary>
    public IReadOnlyList<(string Value, string Shown)> Options { get; init; } = [];

    public static Field Area(string name, string label, string? value = null, string? hint = null) =>
        new(name, label, value, hint) { Kind = "area" };

    public static Field Number(string name, string label, string? value = null, string? hint = null) =>
        new(name, label, value, hint) { Kind = "number" };

    public static Field Check(string name, string label, bool isChecked = false, string? hint = null) =>
        new(name, label, isChecked ? "on" : null, hint) { Kind = "check" };

    public static Field File(string name, string label, string? hint = null) => new(name, label, Hint: hint) { Kind = "file" };

    public static Field Select(
        string name,
        string label,
        IEnumerable<(string Value, string Shown)> options,
        string? value = null,
        string? hint = null
    ) => new(name, label, value, hint) { Kind = "select", Options = [.. options] };

    public static Field Select(string name, string label, IEnumerable<string> options, string? value = null, string? hint = null) =>
        Select(name, label, options.Select(o => (o, o)), value, hint);

    public static Field Hidden(string name, string? value) => new(name, "", value) { Kind = "hidden" };

    /// <param name="form">what tells the field from those of the same name in other forms of the page</param>
    /// <param name="value">what the form was sent with, or what it holds at first</param>
    public Html Show(string form, string? value)
    {
        var id = $"{form}-{Name}";
        return Kind switch
        {
            "hidden" => Html.Of($"""<input type="hidden" name="{Name}" value="{Value}">"""),
            "check" => Html.Of(
                $"""
                <div class="field check"><input type="checkbox" id="{id}" name="{Name}" {(value is null ? "" : "checked")} {Described(
                    id
                )}> <label for="{id}">{Label}</label>{Note(id)}</div>
                """
            ),
            _ => Html.Of($"""<div class="field"><label for="{id}" class="{Required}">{Label}</label>{Input(id, value)}{Note(id)}</div>"""),
        };
    }

    private Html Note(string id) => Hint is null ? Html.Of($"") : Html.Of($"""<small id="{id}-hint">{Hint}</small>""");

    private Html Described(string id) => Hint is null ? Html.Of($"") : Html.Of($"""aria-describedby="{id}-hint" """);

    private Html Input(string id, string? value) =>
        Kind switch
        {
            // The first line break of an area is not part of it.
            "area" => Html.Of(
                $"""<textarea {Common(id)} rows="{Rows}" spellcheck="false" placeholder="{Placeholder}">{"\n"}{value}</textarea>"""
            ),
            "select" => Html.Of($"""<select {Common(id)}>{Options.Select(o => Option(o, value))}</select>"""),
            "number" => Html.Of(
                $"""<input {Common(id)} value="{value}" inputmode="decimal" autocomplete="off" placeholder="{Placeholder}">"""
            ),
            "file" => Html.Of($"""<input type="file" {Common(id)}>"""),
            "password" => Html.Of($"""<input type="password" {Common(id)} autocomplete="off">"""),
            _ => Html.Of($"""<input {Common(id)} value="{value}" autocomplete="off" spellcheck="false" placeholder="{Placeholder}">"""),
        };

    private Html Common(string id) => Html.Of($"""id="{id}" name="{Name}" {Required} {Described(id)}""");

    private string Required => IsRequired ? "required" : "";

    private static Html Option((string Value, string Shown) option, string? value) =>
        Html.Of($"""<option value="{option.Value}" {(option.Value == value ? "selected" : "")}>{option.Shown}</option>""");
}
