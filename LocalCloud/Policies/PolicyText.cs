using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace LocalCloud.Policies;

/// <summary>A report as YAML for a template: the policy, and as comments what is to be said of it.</summary>
internal static class PolicyText
{
    /// <param name="report">what was found</param>
    /// <param name="grantedBy">whose policies were compared: the deployed role, or a template</param>
    public static string Yaml(PolicyReport report, string grantedBy)
    {
        var text = new StringBuilder();
        var who = report.Functions.Count == 0 ? "this role" : string.Join(", ", report.Functions);
        Comment(text, $"The least that {who} needs ({report.Role}).");
        Comment(text, report.Note);
        text.Append("PolicyDocument:\n  Version: '").Append(PolicyDocument.Current).Append("'\n  Statement:\n");
        foreach (var statement in report.Policy.Statement)
            Append(text, statement);
        if (report.Policy.Statement.Count == 0)
            Comment(text, "Nothing was called, and no function has the role.");
        if (report.Beyond is { } beyond)
            List(text, $"{grantedBy} grants beyond it:", beyond.Select(Of), $"{grantedBy} grants nothing beyond it.");
        if (report.Lacking is { } lacking)
            List(text, $"{grantedBy} lacks:", lacking.Select(p => $"{p.Action} on {p.Resource}"), $"{grantedBy} lacks nothing of it.");
        List(text, "Not compared:", report.NotCompared);
        List(
            text,
            "Each of these calls failed; they are in the policy all the same, since AWS asks for the permission first:",
            report.OnlyFailed.Select(Of)
        );
        List(text, "Refused for a lack of permission, and not in the policy:", report.Denied.Select(Of));
        List(text, "Whose action is not known and has to be looked up:", report.Unknown.Select(Of));
        return text.ToString();
    }

    private static void Append(StringBuilder text, PolicyStatement statement)
    {
        text.Append("    - Effect: ").Append(statement.Effect).Append("\n      Action:\n");
        foreach (var action in statement.Action)
            text.Append("        - ").Append(action).Append('\n');
        text.Append("      Resource:\n");
        foreach (var resource in statement.Resource)
            text.Append("        - ").Append(Resource(resource)).Append('\n');
        if (statement.Condition is not { } condition)
            return;
        text.Append("      Condition:\n");
        foreach (var (operation, keys) in condition)
        {
            text.Append("        ").Append(operation).Append(":\n");
            foreach (var (key, values) in keys)
                text.Append("          ").Append(key).Append(": [").AppendJoin(", ", values.Select(Quoted)).Append("]\n");
        }
    }

    // The short forms of what is a name alone
    private static string Resource(string text) =>
        !Placeholders.AreIn(text) ? Quoted(text)
        : text.IndexOf('}') != text.Length - 1 || text.StartsWith("${AWS::", StringComparison.Ordinal) || text[0] != '$'
            ? $"!Sub {Quoted(text)}"
        : text.Contains('.', StringComparison.Ordinal) ? $"!GetAtt {text[2..^1]}"
        : $"!Ref {text[2..^1]}";

    private static string Of(Excess excess) =>
        $"{excess.Action}{On(excess.Resource)} ({excess.Policy}{(excess.Sid is null ? "" : $"/{excess.Sid}")}): {excess.Why}"
        + (excess.Used.Count == 0 ? "" : $": {string.Join(", ", excess.Used)}");

    private static string Of(UsageCall call) =>
        $"{call.Service}:{call.Operation}{On(call.Resource)}, {call.Count.ToString(CultureInfo.InvariantCulture)} times"
        + (call.Errors is { Count: > 0 } errors ? $": {string.Join(", ", errors.Keys)}" : "");

    private static string On(string? resource) => resource is null ? "" : $" on {resource}";

    private static void List(StringBuilder text, string title, IEnumerable<string>? lines, string? none = null)
    {
        var all = lines?.ToList() ?? [];
        if (all.Count > 0)
            Comment(text, title);
        else if (none is not null)
            Comment(text, none);
        foreach (var line in all)
            Comment(text, $"  {line}");
    }

    private static void Comment(StringBuilder text, string line) => text.Append("# ").Append(line).Append('\n');

    // As JSON has it, which is YAML: asterisks, colons and braces mean something there
    private static string Quoted(string text) => $"\"{JsonEncodedText.Encode(text, JavaScriptEncoder.UnsafeRelaxedJsonEscaping)}\"";
}
