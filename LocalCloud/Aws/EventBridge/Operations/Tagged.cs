namespace LocalCloud.Aws.EventBridge.Operations;

/// <summary>Buses and rules have tags.</summary>
internal static class Tagged
{
    private const string RulePrefix = "rule/";

    public static IEnumerable<string> Arns(EventsState state) =>
        state.Buses.Values.SelectMany(bus => bus.Rules.Values.Select(rule => rule.Arn).Prepend(bus.Arn));

    public static Result<TaggedResource> Find(EventsState state, string text)
    {
        if (!Arn.TryParse(text, out var arn))
            return Errors.Invalid($"Parameter {text} is not valid. Reason: Provided Arn is not in correct format.");
        var buses = arn.Scope == state.Scope && arn.Service == "events" ? state.Buses : [];
        var name = arn.Resource[(arn.Resource.LastIndexOf('/') + 1)..];
        if (!arn.Resource.StartsWith(RulePrefix, StringComparison.Ordinal))
            return
                arn.Resource.StartsWith(Names.BusPrefix, StringComparison.Ordinal)
                && buses.GetValueOrDefault(arn.Resource[Names.BusPrefix.Length..]) is { } bus
                ? Of(state, bus)
                : Errors.NoBus(name);
        var path = arn.Resource[RulePrefix.Length..];
        var on = path.LastIndexOf('/') is >= 0 and var slash ? path[..slash] : EventsState.DefaultBus;
        return buses.GetValueOrDefault(on)?.Rules.GetValueOrDefault(name) is { } rule ? Of(state, rule) : Errors.NoRule(name, on);
    }

    private static TaggedResource Of(EventsState state, EventBus bus) => new(bus.Row.Tags, (changes, tags) =>
        {
            bus.Row = bus.Row with { Tags = tags };
            state.Put(changes, bus);
        });

    private static TaggedResource Of(EventsState state, Rule rule) => new(rule.Row.Tags, (changes, tags) =>
        {
            rule.Row = rule.Row with { Tags = tags };
            state.Put(changes, rule);
        });
}
