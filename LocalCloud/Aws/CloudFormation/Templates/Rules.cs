using System.Text.Json.Nodes;

namespace LocalCloud.Aws.CloudFormation.Templates;

/// <summary>The Rules section: what parameters may be together.</summary>
internal sealed class Rules(Template template, EvaluationScope scope)
{
    private readonly Evaluator _evaluator = new(scope);
    private AwsError? _error;

    public static AwsError? Check(Template template, EvaluationScope scope) => new Rules(template, scope).Check();

    private AwsError? Check()
    {
        foreach (var (name, rule) in template.Rules)
        {
            if (rule?["Assertions"] is not JsonArray assertions)
                return TemplateError.Format($"Rule {name} must have Assertions.");
            if (rule["RuleCondition"] is { } condition && !Holds(condition))
                continue;
            foreach (var assertion in assertions)
                if (!Holds(assertion?["Assert"]))
                    return _error
                        ?? _evaluator.Error
                        ?? TemplateError.Validation(
                            $"Template validation error: Rule {name} "
                                + $"failed{(Scalars.Member(assertion, "AssertDescription") is { } why ? $": {why}" : "")}"
                        );
        }
        return _error ?? _evaluator.Error;
    }

    private bool Holds(JsonNode? node)
    {
        if (node is not JsonObject { Count: 1 } call)
            return Fail("Every rule function must be an object with one member.");
        var (function, argument) = call.GetAt(0);
        return (function, argument) switch
        {
            (Functions.And, JsonArray all) => all.All(Holds),
            (Functions.Or, JsonArray any) => any.Any(Holds),
            (Functions.Not, JsonArray { Count: 1 } one) => !Holds(one[0]),
            (Functions.EqualsTo, JsonArray { Count: 2 } two) => Text(two[0]) == Text(two[1]),
            ("Fn::Contains", JsonArray { Count: 2 } two) => Texts(two[0]).Contains(Text(two[1])),
            ("Fn::EachMemberEquals", JsonArray { Count: 2 } two) => Texts(two[0]).TrueForAll(item => item == Text(two[1])),
            ("Fn::EachMemberIn", JsonArray { Count: 2 } two) => Texts(two[1]) is var allowed && Texts(two[0]).TrueForAll(allowed.Contains),
            (Functions.Condition, _) => _evaluator.Holds(Scalars.Text(argument)),
            _ => Fail($"{function} cannot be used in Rules."),
        };
    }

    private string Text(JsonNode? node) => Scalars.Text(_evaluator.Evaluate(node));

    private List<string> Texts(JsonNode? node)
    {
        if (node is JsonObject { Count: 1 } call && call.GetAt(0) is { Key: "Fn::RefAll" } all)
            return
            [
                .. template
                    .Parameters.Values.Where(p => p.Type == Scalars.Text(all.Value))
                    .Select(p => scope.Parameters.GetValueOrDefault(p.Name) ?? ""),
            ];
        if (node is JsonObject { Count: 1 } other && other.GetAt(0).Key is "Fn::ValueOf" or "Fn::ValueOfAll")
        {
            // They read attributes of VPCs, subnets and hosts that exist; none does here.
            Fail($"{((JsonObject)node).GetAt(0).Key} is not supported by LocalCloud");
            return [];
        }
        return _evaluator.Evaluate(node) is JsonArray items ? [.. items.Select(Scalars.Text)] : [];
    }

    private bool Fail(string message)
    {
        _error ??= TemplateError.Function(message);
        return false;
    }
}
