using System.Data.Common;
using LocalCloud.Hosting.Manifest;

namespace LocalCloud.Hosting.Run.Plan;

/// <summary>Databases of a server: values such as <c>{postgres.connectionString};Database=serverless</c>.</summary>
static class Databases
{
    /// <summary>The server's resource, when this one is a database of it.</summary>
    public static string? ServerOf(ManifestResource resource, AppManifest manifest) =>
        NameOf(resource) is not null && resource.ConnectionString!.References.FirstOrDefault(r => r.Path == "connectionString") is { } server
        && manifest.TryGet(server.Resource, out var found) && EngineKinds.Of(found) == EngineKind.Postgres ? found.Name : null;

    /// <summary>The database's name, when the resource is one.</summary>
    public static string? NameOf(ManifestResource resource)
    {
        if (resource is not ManifestValue { ConnectionString: { } text } || !text.References.Any(r => r.Path == "connectionString")) return null;
        var own = string.Concat(text.Parts.OfType<ManifestLiteral>().Select(l => l.Text)).Trim(';');
        try
        {
            return new DbConnectionStringBuilder { ConnectionString = own }.TryGetValue("Database", out var name) ? (string)name : null;
        }
        catch (ArgumentException)
        {
            return null;
        }
    }
}
