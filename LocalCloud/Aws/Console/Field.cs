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

    public static Field Area(string name, string label, string? value = null, string? hint = null) => new(name, label, value, hint) { Kind = "area" };

    public static Field Number(string name, string label, string? value = null, string? hint = null) => new(name, label, value, hint) { Kind = "number" };

    public static Field Check(string name, string label, bool isChecked = false, string? hint = null) => new(name, label, isChecked ? "on" : null, hint) { Kind = "check" };

    public static Field File(string name, string label, string? hint = null) => new(name, label, Hint: hint) { Kind = "file" };

    public static Field Select(string name, string label, IEnumerable<(string Value, string Shown)> options, string? value = null, string? hint = null) =>
        new(name, label, value, hint) { Kind = "select", Options = [.. options] };

    public static Field Select(string name, string label, IEnumerable<string> options, string? value = null, string? hint = null) =>
        Select(name, label, options.Select(o => (o, o)), value, hint);

    public static Field Hidden(string name, string? value) => new(name, "", value) { Kind = "hidden" };

    /// <param name="value">what the form was sent with, or what it holds at first</param>
    public Html Show(string? value) => Kind switch
    {
        "hidden" => Html.Of($"""<input type="hidden" name="{Name}" value="{Value}">"""),
        "check" => Html.Of($"""<label class="check"><input type="checkbox" name="{Name}" {(value is null ? "" : "checked")}> <span>{Label}</span>{Note}</label>"""),
        _ => Html.Of($"""<label><span>{Label}{(IsRequired ? " *" : "")}</span>{Input(value)}{Note}</label>"""),
    };

    private Html Note => Hint is null ? Html.Of($"") : Html.Of($"<small>{Hint}</small>");

    private Html Input(string? value) => Kind switch
    {
        // The first line break of an area is not part of it.
        "area" => Html.Of($"""<textarea name="{Name}" rows="{Rows}" spellcheck="false" placeholder="{Placeholder}" {Required}>{"\n"}{value}</textarea>"""),
        "select" => Html.Of($"""<select name="{Name}" {Required}>{Options.Select(o => Option(o, value))}</select>"""),
        "number" => Html.Of($"""<input name="{Name}" value="{value}" inputmode="decimal" autocomplete="off" placeholder="{Placeholder}" {Required}>"""),
        "file" => Html.Of($"""<input type="file" name="{Name}" {Required}>"""),
        "password" => Html.Of($"""<input type="password" name="{Name}" autocomplete="off" {Required}>"""),
        _ => Html.Of($"""<input name="{Name}" value="{value}" autocomplete="off" spellcheck="false" placeholder="{Placeholder}" {Required}>"""),
    };

    private string Required => IsRequired ? "required" : "";

    private static Html Option((string Value, string Shown) option, string? value) =>
        Html.Of($"""<option value="{option.Value}" {(option.Value == value ? "selected" : "")}>{option.Shown}</option>""");
}
