using System.Text.Json.Nodes;

namespace LocalCloud.Aws.CloudFormation.Templates;

internal sealed partial class Evaluator
{
    /// <summary>Whether a condition holds; a resource or output without one is always there.</summary>
    public bool Holds(string? condition)
    {
        if (condition is null)
            return true;
        if (_conditions.TryGetValue(condition, out var known))
            return known;
        return _conditions[condition] = IsTrue(scope.Template.Conditions[condition]);
    }

    private bool IsTrue(JsonNode? node)
    {
        if (node is not JsonObject { Count: 1 } call)
            return NoCondition();
        var (function, argument) = call.GetAt(0);
        return (function, argument) switch
        {
            (Functions.Condition, _) => Holds(Scalars.Text(argument)),
            (Functions.And, JsonArray conditions) => conditions.All(IsTrue),
            (Functions.Or, JsonArray conditions) => conditions.Any(IsTrue),
            (Functions.Not, JsonArray { Count: 1 } one) => !IsTrue(one[0]),
            (Functions.EqualsTo, JsonArray { Count: 2 } two) => Same(Evaluate(two[0]), Evaluate(two[1])),
            _ => NoCondition(),
        };
    }

    private static bool Same(JsonNode? left, JsonNode? right) =>
        Scalars.IsScalar(left) && Scalars.IsScalar(right) ? Scalars.Text(left) == Scalars.Text(right) : JsonNode.DeepEquals(left, right);

    private bool NoCondition()
    {
        Fail(TemplateError.Format("Every Conditions member must be an object with a condition function."));
        return false;
    }
}
