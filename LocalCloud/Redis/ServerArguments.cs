using System.Net;

namespace LocalCloud.Redis;

/// <summary>What the server was started with. The password may come in LOCALCLOUD_REDIS_PASSWORD, where no process list shows it.</summary>
internal sealed record ServerArguments(
    IPAddress Host,
    IReadOnlyList<int> Ports,
    string? Password,
    string? DataDirectory,
    string? Certificate
)
{
    public const string Usage =
        "usage: LocalCloud.Redis --port N [--port M] [--host LOOPBACK] [--password SECRET] [--data DIRECTORY] [--tls CERTIFICATE.pfx]";

    /// <summary>Null when the arguments are not understood; <paramref name="error"/> says why.</summary>
    public static ServerArguments? Parse(string[] args, out string error)
    {
        var (host, ports) = (IPAddress.Loopback, new List<int>());
        var (password, data, certificate) = (Environment.GetEnvironmentVariable("LOCALCLOUD_REDIS_PASSWORD"), (string?)null, (string?)null);
        for (var i = 0; i < args.Length; i += 2)
        {
            var value = i + 1 < args.Length ? args[i + 1] : null;
            switch (args[i], value)
            {
                case ("--port", { } text) when int.TryParse(text, out var number) && number is > 0 and < 65536:
                    ports.Add(number);
                    break;
                case ("--host", { } text) when IPAddress.TryParse(text, out var address) && IPAddress.IsLoopback(address):
                    host = address;
                    break;
                case ("--password", { } text):
                    password = text;
                    break;
                case ("--data", { } text):
                    data = Path.GetFullPath(text);
                    break;
                case ("--tls", { } text):
                    certificate = Path.GetFullPath(text);
                    break;
                default:
                    error = $"not understood: {args[i]}\n{Usage}";
                    return null;
            }
        }
        error = ports.Count == 0 ? Usage : "";
        return ports.Count == 0 ? null : new(host, ports, string.IsNullOrEmpty(password) ? null : password, data, certificate);
    }
}
