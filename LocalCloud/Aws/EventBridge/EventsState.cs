using System.Text.Json;
using LocalCloud.Aws.EventBridge.Deliveries;
using LocalCloud.Aws.Store;

namespace LocalCloud.Aws.EventBridge;

/// <summary>Buses with their rules, and the deliveries that are not done yet.</summary>
public sealed class EventsState : ServiceState
{
    public const string DefaultBus = "default";
    private const string BusTable = "buses", RuleTable = "rules", DeliveryTable = "deliveries";

    private long _lastDelivery;

    internal EventsState(EventsService service, Scope scope) : base(service, scope)
    {
        var now = service.Host.Time.GetUtcNow();
        Buses[DefaultBus] = new EventBus(this, new EventBusRow { Name = DefaultBus, Created = now, Modified = now });
    }

    internal new EventsService Service => (EventsService)base.Service;

    internal SortedDictionary<string, EventBus> Buses { get; } = new(StringComparer.Ordinal);

    internal SortedDictionary<string, Delivery> Deliveries { get; } = new(StringComparer.Ordinal);

    internal void Put(Changes changes, EventBus bus) => changes.Put(BusTable, bus.Name, bus.Row, EventsJson.Default.EventBusRow);

    internal void Delete(Changes changes, EventBus bus)
    {
        Buses.Remove(bus.Name);
        changes.Delete(BusTable, bus.Name);
    }

    internal void Put(Changes changes, Rule rule)
    {
        changes.Put(RuleTable, RuleKey(rule), rule.Row, EventsJson.Default.RuleRow);
        rule.Bus.RulesChanged();
    }

    internal void Delete(Changes changes, Rule rule)
    {
        rule.Bus.Rules.Remove(rule.Name);
        changes.Delete(RuleTable, RuleKey(rule));
        rule.Bus.RulesChanged();
    }

    // keys sort in the order of the events
    internal string NextDeliveryKey() => $"{++_lastDelivery:D19}";

    internal void Put(Changes changes, Delivery delivery)
    {
        Deliveries[delivery.Key] = delivery;
        changes.Put(DeliveryTable, delivery.Key, delivery, EventsJson.Default.Delivery);
    }

    internal void Delete(Changes changes, Delivery delivery)
    {
        Deliveries.Remove(delivery.Key);
        changes.Delete(DeliveryTable, delivery.Key);
    }

    protected internal override void Load(IEnumerable<StoredRow> rows)
    {
        foreach (var (table, key, value) in rows)
        {
            switch (table)
            {
                case BusTable:
                    Buses[key] = new EventBus(this, JsonSerializer.Deserialize(value, EventsJson.Default.EventBusRow)!);
                    break;
                case RuleTable:
                    var row = JsonSerializer.Deserialize(value, EventsJson.Default.RuleRow)!;
                    if (Buses.TryGetValue(row.Bus, out var bus))
                        bus.Rules[row.Name] = new Rule(bus, row);
                    break;
                case DeliveryTable:
                    Deliveries[key] = JsonSerializer.Deserialize(value, EventsJson.Default.Delivery)!;
                    _lastDelivery = long.Parse(key, System.Globalization.CultureInfo.InvariantCulture);
                    break;
            }
        }
    }

    // a rule's name has no slash
    private static string RuleKey(Rule rule) => $"{rule.Bus.Name}/{rule.Name}";
}
