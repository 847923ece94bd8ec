using System.Text.Json.Serialization;

namespace LocalCloud.Aws.Rds.Databases;

/// <param name="Cluster">Of clusters; else of instances.</param>
internal sealed record ParameterGroup(string Name, bool Cluster, string Family, string Description, Dictionary<string, string> Parameters)
{
    [JsonIgnore]
    public string Key => KeyOf(Name, Cluster);

    public static string KeyOf(string name, bool cluster) => $"{(cluster ? "cluster" : "db")}/{name.ToLowerInvariant()}";

    public bool IsOf(DatabaseServer server) =>
        server.IsCluster == Cluster && string.Equals(server.ParameterGroup, Name, StringComparison.OrdinalIgnoreCase);
}
