using LocalCloud.Hosting.Manifest;

namespace LocalCloud.Hosting.Run.Plan;

enum EngineKind { Container, Postgres, Redis, Aws }

/// <summary>Tells by its image which engine takes a container's place.</summary>
static class EngineKinds
{
    public const string AwsImage = "docker.io/localstack/localstack";

    public static EngineKind Of(string? image) => Repository(image) switch
    {
        "library/postgres" => EngineKind.Postgres,
        "library/redis" or "valkey/valkey" or "library/valkey" or "microsoft/garnet" => EngineKind.Redis,
        "localstack/localstack" or "localstack/localstack-pro" or "floci/floci" or "floci-io/floci" => EngineKind.Aws,
        _ => EngineKind.Container,
    };

    public static EngineKind? Of(ManifestResource resource) => resource is ManifestContainer container ? Of(container.Image) : null;

    // registry/owner/name:tag@digest; without an owner it is Docker's library
    static string Repository(string? image)
    {
        var name = (image ?? "").Split('@')[0];
        var colon = name.LastIndexOf(':');
        if (colon > name.LastIndexOf('/')) name = name[..colon];
        var pieces = name.Split('/');
        if (pieces.Length > 1 && (pieces[0].Contains('.') || pieces[0].Contains(':') || pieces[0] == "localhost")) pieces = pieces[1..];
        return pieces.Length == 1 ? $"library/{pieces[0]}" : string.Join('/', pieces[^2..]);
    }
}
