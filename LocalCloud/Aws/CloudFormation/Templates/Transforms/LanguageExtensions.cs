using System.Text.Json.Nodes;

namespace LocalCloud.Aws.CloudFormation.Templates.Transforms;

/// <summary>
/// AWS::LanguageExtensions: loops are written out, and deletion policies may be functions of parameters. Fn::Length, Fn::ToJsonString and
/// the default of Fn::FindInMap are left to whoever evaluates the properties, which gives the same.
/// </summary>
internal sealed class LanguageExtensions
{
    private const string Loop = "Fn::ForEach::";

    private readonly Evaluator _evaluator;
    private AwsError? _error;

    private LanguageExtensions(Evaluator evaluator) => _evaluator = evaluator;

    public static Result<JsonObject> Expand(
        JsonObject root,
        IReadOnlyDictionary<string, ParameterDeclaration> parameters,
        TransformInput input
    )
    {
        var values = parameters
            .Values.Select(p =>
                (p.Name, Value: input.Resolved.GetValueOrDefault(p.Name) ?? input.Given.GetValueOrDefault(p.Name) ?? p.Default)
            )
            .Where(p => p.Value is not null)
            .ToDictionary(p => p.Name, p => p.Value!);
        var conditions = root["Conditions"] as JsonObject ?? [];
        var seen = new Template(
            null,
            null,
            parameters,
            root["Mappings"] as JsonObject ?? [],
            conditions,
            new Dictionary<string, ResourceDeclaration>(),
            new Dictionary<string, OutputDeclaration>()
        );
        var extensions = new LanguageExtensions(new(new EvaluationScope(seen, values, input.Pseudo)));
        var expanded = (JsonObject)extensions.Written(root, [])!;
        foreach (var (_, resource) in expanded["Resources"] as JsonObject ?? [])
            if (resource is JsonObject members)
                foreach (var policy in new[] { "DeletionPolicy", "UpdateReplacePolicy" })
                    if (members[policy] is JsonObject function)
                    {
                        // AWS::NoValue: as if it were not there
                        if (extensions._evaluator.Evaluate(function) is null && extensions._evaluator.Error is null)
                            members.Remove(policy);
                        else
                            members[policy] = extensions._evaluator.Text(function, policy);
                    }
        return (extensions._error ?? extensions._evaluator.Error) is { } error ? error : expanded;
    }

    /// <param name="loops">The identifiers that stand for a value here.</param>
    private JsonNode? Written(JsonNode? node, Dictionary<string, string> loops)
    {
        switch (node)
        {
            case JsonObject members:
                if (
                    Functions.TryGet(node, out var function, out var argument)
                    && function == Functions.Ref
                    && loops.TryGetValue(Scalars.Text(argument), out var current)
                )
                    return JsonValue.Create(current);
                var written = new JsonObject();
                foreach (var (name, member) in members)
                    if (name.StartsWith(Loop, StringComparison.Ordinal))
                        WriteOut(written, name, member, loops);
                    else
                        written[Text(name, loops)] = Written(member, loops);
                return written;
            case JsonArray items:
                return new JsonArray([.. items.Select(item => Written(item, loops))]);
            case JsonValue value when value.TryGetValue<string>(out var text):
                return JsonValue.Create(Text(text, loops));
            default:
                return node?.DeepClone();
        }
    }

    private void WriteOut(JsonObject into, string name, JsonNode? loop, Dictionary<string, string> loops)
    {
        if (loop is not JsonArray { Count: 3 } parts || !Scalars.TryText(parts[0], out var identifier) || parts[2] is not JsonObject body)
        {
            _error ??= TemplateError.Function($"{name} layout is incorrect: it takes an identifier, a collection and an output fragment");
            return;
        }
        if (_evaluator.Evaluate(Written(parts[1], loops)) is not JsonArray collection || !collection.All(Scalars.IsScalar))
        {
            _error ??= _evaluator.Error ?? TemplateError.Function($"{name} could not resolve its collection to a list of strings");
            return;
        }
        foreach (var item in collection.Select(Scalars.Text))
        {
            var inner = new Dictionary<string, string>(loops, StringComparer.Ordinal) { [identifier] = item };
            foreach (var (key, value) in (JsonObject)Written(body, inner)!)
                if (!into.TryAdd(key, value?.DeepClone()))
                    _error ??= TemplateError.Validation($"Duplicate key '{key}' after {name}");
        }
    }

    /// <summary><c>&amp;{Identifier}</c> is the value with letters and digits only, as logical ids need it.</summary>
    private static string Text(string text, Dictionary<string, string> loops)
    {
        foreach (var (identifier, value) in loops)
            text = text.Replace($"${{{identifier}}}", value, StringComparison.Ordinal)
                .Replace($"&{{{identifier}}}", string.Concat(value.Where(char.IsAsciiLetterOrDigit)), StringComparison.Ordinal);
        return text;
    }
}
