using LocalCloud.Aws.EventBridge.Deliveries;

namespace LocalCloud.Aws.EventBridge;

/// <summary>Takes events into a bus: what they match becomes deliveries, durable with the change that took them.</summary>
internal static class Ingest
{
    /// <summary>Under the state's gate. An event for a bus that is not there is accepted and goes nowhere, as with AWS.</summary>
    public static void Take(EventsState state, Changes changes, string busName, IncomingEvent incoming)
    {
        if (!state.Buses.TryGetValue(busName, out var bus))
            return;
        var rules = bus.Compiled;
        var matched = rules.Index.Match(incoming.Json);
        var trace = bus.History.Add(incoming, rules);
        foreach (var index in matched)
        {
            var rule = rules.Rules[index];
            if (incoming.OnlyRules is null || incoming.OnlyRules.Count == 0 || incoming.OnlyRules.Contains(rule.Arn))
                Deliver(state, changes, rule, incoming, trace);
        }
    }

    /// <summary>For an event that is meant for one rule: its schedule's.</summary>
    public static void TakeFor(EventsState state, Changes changes, Rule rule, IncomingEvent incoming) =>
        Deliver(state, changes, rule, incoming, rule.Bus.History.Add(incoming, new CompiledRules([])));

    private static void Deliver(EventsState state, Changes changes, Rule rule, IncomingEvent incoming, EventTrace trace)
    {
        trace.Matched.Add(rule.Name);
        if (rule.Row.Archive is { } archive)
        {
            state.Archives[archive].Take(changes, incoming);
            trace.Deliveries[rule.Name] = new DeliveryTrace(
                rule.Name,
                archive,
                state.Archives[archive].Arn,
                "archived",
                1,
                null,
                incoming.Received
            );
            return;
        }
        foreach (var target in rule.Row.Targets)
        {
            var delivery = new Delivery
            {
                Key = state.NextDeliveryKey(),
                Bus = rule.Bus.Name,
                Rule = rule.Name,
                RuleArn = rule.Arn,
                Target = target,
                EventId = incoming.Id,
                Event = incoming.Json,
                Received = incoming.Received,
                Due = incoming.Received,
                TraceParent = incoming.TraceParent,
                TraceHeader = incoming.TraceHeader,
                FromBus = incoming.FromBus,
            };
            state.Put(changes, delivery);
            trace.Deliveries[delivery.Key] = new DeliveryTrace(rule.Name, target.Id!, target.Arn!, "pending", 0, null, incoming.Received);
            changes.AfterCommit(() => state.Service.Pump.Enqueue(state, delivery));
        }
    }
}
