using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using LocalCloud.Aws.CloudFormation.Stacks;
using LocalCloud.Aws.Lambda.Invoke;

namespace LocalCloud.Aws.CloudFormation.Templates.Transforms;

/// <summary>
/// What only others can tell of a template: snippets in buckets (AWS::Include) and what macros' functions make of it. Carried out before
/// the template is planned, the innermost first, then those of the Transform section in their order (docs: template-macros-overview).
/// </summary>
internal sealed class Macros
{
    private const string Include = "AWS::Include",
        Call = "Fn::Transform",
        Section = "Transform";

    private readonly StackState _state;
    private readonly JsonObject _parameters;
    private readonly Evaluator _evaluator;
    private readonly CancellationToken _cancellation;
    private AwsError? _error;

    private Macros(StackState state, JsonObject parameters, Evaluator evaluator, CancellationToken cancellation) =>
        (_state, _parameters, _evaluator, _cancellation) = (state, parameters, evaluator, cancellation);

    /// <summary>The template without includes and macros; null in it when there are none.</summary>
    public static async ValueTask<Result<MacroText>> ExpandAsync(
        StackState state,
        string body,
        IReadOnlyDictionary<string, string> given,
        CancellationToken cancellation
    )
    {
        // What is wrong with the body is said by whoever reads it after this
        if (
            !body.Contains(Section, StringComparison.Ordinal)
            || !TemplateText.Read(body).Ok(out var root, out _)
            || !Has(root)
            || !TemplateReader.ReadHead(body).Ok(out var head, out _)
        )
            return MacroText.None;
        var values = head
            .Parameters.Values.Select(p => (Declared: p, Value: given.GetValueOrDefault(p.Name) ?? p.Default))
            .Where(p => p.Value is not null)
            .ToList();
        var template = new Template(
            null,
            null,
            head.Parameters,
            [],
            [],
            new Dictionary<string, ResourceDeclaration>(),
            new Dictionary<string, OutputDeclaration>()
        );
        var scope = new EvaluationScope(
            template,
            values.ToDictionary(v => v.Declared.Name, v => v.Value!),
            new(state.Scope.Account, state.Scope.Region, "", "", [])
        );
        var macros = new Macros(
            state,
            new(values.Select(v => KeyValuePair.Create(v.Declared.Name, (JsonNode?)ParameterValues.Node(v.Declared, v.Value!)))),
            new(scope),
            cancellation
        );
        var expanded = await macros.RunAsync(root).ConfigureAwait(false);
        return macros._error is { } error ? error : new MacroText(expanded.ToJsonString());
    }

    private static bool Has(JsonNode? node) =>
        node switch
        {
            JsonObject members => members.ContainsKey(Call)
                || (members.Parent is null && Names(members[Section]).Any(IsOther))
                || members.Any(m => Has(m.Value)),
            JsonArray items => items.Any(Has),
            _ => false,
        };

    private static bool IsOther(JsonNode? transform) =>
        Name(transform) is not (TransformPipeline.Extensions or TransformPipeline.Serverless);

    private static IEnumerable<JsonNode?> Names(JsonNode? section) =>
        section is JsonArray list ? list.AsEnumerable()
        : section is null ? []
        : Enumerable.Repeat<JsonNode?>(section, 1);

    private static string Name(JsonNode? transform) => Scalars.Member(transform, "Name") ?? Scalars.Text(transform);

    private async ValueTask<JsonObject> RunAsync(JsonObject root)
    {
        var transforms = Names(root[Section]).Select(t => t?.DeepClone()).ToList();
        root.Remove(Section);
        var expanded = await ExpandAsync(root).ConfigureAwait(false);
        foreach (var transform in transforms.Where(IsOther))
            expanded = await CarryOutAsync(transform!, expanded as JsonObject ?? []).ConfigureAwait(false);
        var result = expanded as JsonObject ?? [];
        if (transforms.Where(t => !IsOther(t)).ToArray() is { Length: > 0 } own)
            result[Section] = new JsonArray(own);
        return result;
    }

    private async ValueTask<JsonNode?> ExpandAsync(JsonNode? node)
    {
        switch (node)
        {
            case JsonObject members:
                var siblings = new JsonObject();
                foreach (var (name, member) in members)
                    if (name != Call)
                        siblings[name] = await ExpandAsync(member).ConfigureAwait(false);
                return members[Call] is { } call ? await CarryOutAsync(call, siblings).ConfigureAwait(false) : siblings;
            case JsonArray items:
                var list = new JsonArray();
                foreach (var item in items)
                    list.Add(await ExpandAsync(item).ConfigureAwait(false));
                return list;
            default:
                return node?.DeepClone();
        }
    }

    private async ValueTask<JsonNode?> CarryOutAsync(JsonNode transform, JsonObject fragment)
    {
        if (_error is not null)
            return fragment;
        var parameters = (transform as JsonObject)?["Parameters"] as JsonObject ?? [];
        var done =
            Name(transform) == Include
                ? await IncludeAsync(parameters, fragment).ConfigureAwait(false)
                : await MacroAsync(Name(transform), parameters, fragment).ConfigureAwait(false);
        if (done.Ok(out var changed, out var error))
            return changed.Node;
        _error = error;
        return fragment;
    }

    private async ValueTask<Result<Fragment>> IncludeAsync(JsonObject parameters, JsonObject fragment)
    {
        var location = _evaluator.Text(parameters["Location"], "Location");
        if (_evaluator.Error is { } unknown)
            return unknown;
        if (
            !(await TemplateUrl.ReadAsync(_state.Service.Host, _state.Scope, location, _cancellation).ConfigureAwait(false)).Ok(
                out var text,
                out var error
            )
        )
            return TemplateError.Validation($"Transform {Include} failed with: {error.Message}");
        if (!TemplateText.Read(text).Ok(out var snippet, out error))
            return TemplateError.Validation(
                $"Transform {Include} failed with: The specified S3 object's content should be valid Yaml/JSON"
            );
        foreach (var (name, value) in snippet)
            fragment[name] = value?.DeepClone();
        return new Fragment(fragment);
    }

    private async ValueTask<Result<Fragment>> MacroAsync(string name, JsonObject parameters, JsonObject fragment)
    {
        var host = _state.Service.Host;
        if (host.Read(_state, s => s.Macro(name)) is not { } macro)
            return TemplateError.Validation($"No transform named {name} found.");
        var id = $"{_state.Scope.Account}::{name}";
        var request = new JsonObject
        {
            ["region"] = _state.Scope.Region,
            ["accountId"] = _state.Scope.Account,
            ["fragment"] = fragment.DeepClone(),
            ["transformId"] = id,
            ["params"] = parameters.DeepClone(),
            ["requestId"] = Guid.NewGuid().ToString(),
            ["templateParameterValues"] = _parameters.DeepClone(),
        };
        var invoked = await host.InvokeAsync(
                _state.Scope,
                InvokeOperation.Definition,
                new InvokeRequest
                {
                    FunctionName = Scalars.Member(macro.Properties, "FunctionName"),
                    InvocationType = "RequestResponse",
                    Payload = Encoding.UTF8.GetBytes(request.ToJsonString()),
                },
                _cancellation
            )
            .ConfigureAwait(false);
        if (!invoked.Ok(out var answer, out var error))
            return Failed(id, error.Message);
        var answered = Json(answer.Payload);
        if (answer.FunctionError is not null)
            return Failed(id, Scalars.Member(answered, "errorMessage"));
        if (Scalars.Member(answered, "requestId") != (string?)request["requestId"])
            return Failed(id, "The response has another requestId");
        if (!string.Equals(Scalars.Member(answered, "status"), "success", StringComparison.OrdinalIgnoreCase))
            return Failed(id, Scalars.Member(answered, "errorMessage"));
        return answered!["fragment"] is { } changed ? new Fragment(changed.DeepClone()) : Failed(id, "The response has no fragment");
    }

    private static JsonObject? Json(byte[]? payload)
    {
        try
        {
            return JsonNode.Parse(payload ?? []) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static AwsError Failed(string id, string? message) =>
        TemplateError.Validation(
            message is null ? $"Transform {id} failed without an error message." : $"Transform {id} failed with: {message}"
        );

    private sealed record Fragment(JsonNode Node);
}

/// <param name="Body">JSON; null when the template is its own.</param>
internal sealed record MacroText(string? Body)
{
    public static readonly MacroText None = new((string?)null);
}
