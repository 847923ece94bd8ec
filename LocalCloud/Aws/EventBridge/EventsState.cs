using System.Text.Json;
using LocalCloud.Aws.EventBridge.ApiDestinations;
using LocalCloud.Aws.EventBridge.Archives;
using LocalCloud.Aws.EventBridge.Connections;
using LocalCloud.Aws.EventBridge.Deliveries;
using LocalCloud.Aws.EventBridge.Endpoints;
using LocalCloud.Aws.EventBridge.Partners;
using LocalCloud.Aws.EventBridge.Replays;
using LocalCloud.Aws.Store;

namespace LocalCloud.Aws.EventBridge;

/// <summary>Buses with their rules, and the deliveries that are not done yet.</summary>
internal sealed class EventsState : ServiceState
{
    public const string DefaultBus = "default";
    private const string BusTable = "buses",
        RuleTable = "rules",
        ArchiveTable = "archives",
        DeliveryTable = "deliveries";

    private long _lastDelivery;

    internal EventsState(EventsService service, Scope scope)
        : base(service, scope)
    {
        var now = service.Host.Time.GetUtcNow();
        Buses[DefaultBus] = new EventBus(
            this,
            new EventBusRow
            {
                Name = DefaultBus,
                Created = now,
                Modified = now,
            }
        );
    }

    internal new EventsService Service => (EventsService)base.Service;

    internal SortedDictionary<string, EventBus> Buses { get; } = new(StringComparer.Ordinal);

    internal SortedDictionary<string, Archive> Archives { get; } = new(StringComparer.Ordinal);

    internal Table<ReplayRow> Replays { get; } = new("replays", EventsJson.Default.ReplayRow, r => r.Name);

    internal Table<ConnectionRow> Connections { get; } = new("connections", EventsJson.Default.ConnectionRow, r => r.Name);

    internal Table<ApiDestinationRow> ApiDestinations { get; } = new("apiDestinations", EventsJson.Default.ApiDestinationRow, r => r.Name);

    internal Table<EndpointRow> Endpoints { get; } = new("endpoints", EventsJson.Default.EndpointRow, r => r.Name);

    /// <summary>what partners offer to this account</summary>
    internal Table<EventSourceRow> EventSources { get; } = new("eventSources", EventsJson.Default.EventSourceRow, r => r.Name);

    /// <summary>what this account offers as a partner</summary>
    internal Table<PartnerSourceRow> PartnerSources { get; } = new("partnerSources", EventsJson.Default.PartnerSourceRow, r => r.Name);

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

    internal void Put(Changes changes, Archive archive)
    {
        Archives[archive.Name] = archive;
        changes.Put(ArchiveTable, archive.Name, archive.Row, EventsJson.Default.ArchiveRow);
    }

    internal void Delete(Changes changes, Archive archive)
    {
        Archives.Remove(archive.Name);
        changes.Delete(ArchiveTable, archive.Name);
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
        foreach (var stored in rows)
        {
            var (table, key, value) = stored;
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
                case ArchiveTable:
                    Archives[key] = new Archive(this, JsonSerializer.Deserialize(value, EventsJson.Default.ArchiveRow)!);
                    break;
                case DeliveryTable:
                    Deliveries[key] = JsonSerializer.Deserialize(value, EventsJson.Default.Delivery)!;
                    _lastDelivery = long.Parse(key, System.Globalization.CultureInfo.InvariantCulture);
                    break;
                default:
                    if (!Archive.TryLoad(this, stored))
                        StoredTable.TryLoad(stored, Replays, Connections, ApiDestinations, Endpoints, EventSources, PartnerSources);
                    break;
            }
        }
    }

    // a rule's name has no slash
    private static string RuleKey(Rule rule) => $"{rule.Bus.Name}/{rule.Name}";
}
