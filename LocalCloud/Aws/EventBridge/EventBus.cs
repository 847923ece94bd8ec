using LocalCloud.Aws.EventBridge.Patterns;

namespace LocalCloud.Aws.EventBridge;

internal sealed class EventBus(EventsState state, EventBusRow row)
{
    private CompiledRules? _compiled;

    public EventsState State => state;
    public EventBusRow Row { get; set; } = row;
    public string Name => Row.Name;
    public string Arn => state.Scope.Arn("events", $"event-bus/{Name}");
    public SortedDictionary<string, Rule> Rules { get; } = new(StringComparer.Ordinal);
    public EventHistory History { get; } = new();

    /// <summary>The enabled rules with a pattern, compiled when the first event after a change needs them.</summary>
    public CompiledRules Compiled => _compiled ??= new([.. Rules.Values.Where(r => r.Pattern is not null && r.Row.IsEnabled)]);

    public void RulesChanged() => _compiled = null;
}

internal sealed class Rule(EventBus bus, RuleRow row)
{
    public EventBus Bus => bus;
    public RuleRow Row { get; set; } = row;
    public string Name => Row.Name;

    // rules of the default bus do not name it
    public string Arn => bus.State.Scope.Arn("events", bus.Name == EventsState.DefaultBus ? $"rule/{Name}" : $"rule/{bus.Name}/{Name}");

    /// <summary>null when the rule has only a schedule</summary>
    public EventPattern? Pattern { get; set; } =
        row.EventPattern is { } json && EventPattern.TryCompile(json, out var pattern, out _) ? pattern : null;
}

internal sealed class CompiledRules(Rule[] rules)
{
    public Rule[] Rules => rules;
    public RuleIndex Index { get; } = new([.. rules.Select(r => r.Pattern!)]);
}
