namespace LocalCloud.Redis;

/// <summary>What the server was started with. The password may come in LOCALCLOUD_REDIS_PASSWORD, where no process list shows it.</summary>
sealed record ServerArguments(int Port, string? Password, string? DataDirectory)
{
    public const string Usage = "usage: LocalCloud.Redis --port N [--password SECRET] [--data DIRECTORY]";

    /// <summary>Null when the arguments are not understood; <paramref name="error"/> says why.</summary>
    public static ServerArguments? Parse(string[] args, out string error)
    {
        int? port = null;
        var (password, data) = (Environment.GetEnvironmentVariable("LOCALCLOUD_REDIS_PASSWORD"), (string?)null);
        for (var i = 0; i < args.Length; i += 2)
        {
            var value = i + 1 < args.Length ? args[i + 1] : null;
            switch (args[i], value)
            {
                case ("--port", { } text) when int.TryParse(text, out var number) && number is > 0 and < 65536: port = number; break;
                case ("--password", { } text): password = text; break;
                case ("--data", { } text): data = Path.GetFullPath(text); break;
                default:
                    error = $"not understood: {args[i]}\n{Usage}";
                    return null;
            }
        }
        error = port is null ? Usage : "";
        return port is null ? null : new(port.Value, string.IsNullOrEmpty(password) ? null : password, data);
    }
}
