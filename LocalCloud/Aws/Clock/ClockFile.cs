using System.Globalization;

namespace LocalCloud.Aws.Clock;

/// <summary>
/// Where a clock that was moved is kept, beside the data whose times it made: <c>held TIME</c> or <c>running SECONDS</c> ahead of the
/// machine's. Written before the clock moves, so that it is never behind what is stored.
/// </summary>
internal sealed class ClockFile(string directory)
{
    private const string Held = "held",
        Running = "running";

    private readonly string _path = Path.Combine(directory, "clock");

    /// <returns>What the clock goes on from; null where it was never moved, or the file is not one of these.</returns>
    public (bool IsHeld, DateTimeOffset Time)? Read(DateTimeOffset now)
    {
        if (!File.Exists(_path))
            return null;
        return File.ReadAllText(_path).TrimEnd().Split(' ') switch
        {
            [Held, var text]
                when DateTimeOffset.TryParseExact(text, "O", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) => (
                true,
                time
            ),
            [Running, var text] when double.TryParse(text, CultureInfo.InvariantCulture, out var seconds) => (
                false,
                now + TimeSpan.FromSeconds(seconds)
            ),
            _ => null,
        };
    }

    public void Write(bool isHeld, DateTimeOffset time, DateTimeOffset now)
    {
        Directory.CreateDirectory(directory);
        var text = isHeld
            ? $"{Held} {time.ToString("O", CultureInfo.InvariantCulture)}"
            : string.Create(CultureInfo.InvariantCulture, $"{Running} {(time - now).TotalSeconds:R}");
        var made = _path + ".new";
        using (var file = new FileStream(made, FileMode.Create))
        {
            file.Write(System.Text.Encoding.ASCII.GetBytes(text + "\n"));
            file.Flush(flushToDisk: true);
        }
        File.Move(made, _path, overwrite: true);
    }
}
