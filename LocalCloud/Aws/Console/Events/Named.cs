using LocalCloud.Aws.EventBridge;

namespace LocalCloud.Aws.WebConsole;

/// <summary>
/// What the name in an address means: a bus, a rule (BUS/RULE, CloudFormation's BUS|RULE, or its name alone), or the id of an event.
/// </summary>
internal static class Named
{
    /// <summary>Of an event its bus too.</summary>
    public static (EventBus? Bus, Rule? Rule, EventTrace? Event) Of(EventsState state, string? name)
    {
        if (name is null)
            return default;
        if (state.Buses.TryGetValue(name, out var bus))
            return (bus, null, null);
        if (OfRule(state, name) is { } rule)
            return (rule.Bus, rule, null);
        foreach (var within in state.Buses.Values)
            if (within.History.Traces.FirstOrDefault(t => t.Event.Id == name) is { } trace)
                return (within, null, trace);
        return default;
    }

    private static Rule? OfRule(EventsState state, string name)
    {
        // A rule's name has neither.
        var cut = name.LastIndexOfAny(['/', '|']);
        return cut > 0
            ? state.Buses.GetValueOrDefault(name[..cut])?.Rules.GetValueOrDefault(name[(cut + 1)..])
            : state.Buses.Values.Select(b => b.Rules.GetValueOrDefault(name)).FirstOrDefault(r => r is not null);
    }

    public static string Of(Rule rule) => $"{rule.Bus.Name}/{rule.Name}";
}
