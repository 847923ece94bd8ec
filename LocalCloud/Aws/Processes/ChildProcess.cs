using System.ComponentModel;
using System.Diagnostics;
using System.IO.Pipes;
using System.Text;

namespace LocalCloud.Aws.Processes;

/// <summary>
/// A process that ends when this one is killed, leader of a process group of its own: signals reach what it starts as well. It writes
/// standard output and standard error into one pipe, in the order in which they come.
/// </summary>
internal class ChildProcess : IDisposable
{
    // It waits until the guard knows of it: whatever happens to us in between, nothing is left behind.
    private const string Script = """exec 2>&1; read -r go && exec "$@" </dev/null""";
    private const int LongestLine = 256 * 1024;

    private readonly Process _process;
    private readonly Guard _guard;
    private readonly Stream _output;
    private readonly nint _descriptor;
    private readonly Lock _reading = new();
    private readonly byte[] _buffer = new byte[16 * 1024];
    private readonly MemoryStream _line = new();
    private readonly Action<string> _onLine;
    private bool _ended;

    protected ChildProcess(Process process, Guard guard, Action<string> onLine)
    {
        (_process, _guard, _onLine) = (process, guard, onLine);
        _output = process.StandardOutput.BaseStream;
        _descriptor = ((PipeStream)_output).SafePipeHandle.DangerousGetHandle();
        Id = process.Id;
    }

    public int Id { get; }

    /// <summary>Completes with the exit code; 128 and the signal's number when a signal has ended it.</summary>
    public Task<int> Exited { get; private set; } = null!;

    /// <exception cref="OperationCanceledException">The guard ends.</exception>
    /// <exception cref="Win32Exception">It cannot be started.</exception>
    public static ChildProcess Start(Launch launch, Guard guard, Action<string> onLine)
    {
        var child = new ChildProcess(Begin(launch, guard), guard, onLine);
        child.Go();
        return child;
    }

    public void Signal(int signal) => Native.SignalGroup(Id, signal);

    /// <summary>Takes over what has been written so far.</summary>
    public void Drain()
    {
        lock (_reading)
            while (!_ended && Native.CanRead(_descriptor, TimeSpan.Zero))
                ReadSome();
    }

    /// <summary>What is left of a line without an end.</summary>
    public void EndLine()
    {
        lock (_reading)
            if (_line.Length > 0)
                Flush();
    }

    public void Dispose()
    {
        Signal(Native.Continue);
        Signal(Native.Kill);
    }

    /// <summary>Starts what becomes the process. It does nothing yet but wait for <see cref="Go"/>.</summary>
    protected static Process Begin(Launch launch, Guard guard)
    {
        var start = new ProcessStartInfo("/bin/sh")
        {
            WorkingDirectory = launch.Directory,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        foreach (var argument in (string[])["-c", Script, "child", .. Guard.OwnSession, .. launch.Command])
            start.ArgumentList.Add(argument);
        start.Environment.Clear();
        foreach (var (name, value) in launch.Environment)
            start.Environment[name] = value;
        if (!guard.TryEnter())
            throw new OperationCanceledException("The emulator ends.");
        try
        {
            return launch.Starting(start) ?? throw new Win32Exception("/bin/sh did not start.");
        }
        catch (Win32Exception)
        {
            guard.Leave();
            throw;
        }
    }

    protected void Go()
    {
        _guard.Began(Id);
        Exited = WaitAsync();
        new Thread(Read) { IsBackground = true, Name = $"output of {Id}" }.Start();
        try
        {
            _process.StandardInput.Write("go\n");
            _process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It has been killed already
        }
    }

    /// <summary>Its last moment before <see cref="Exited"/> completes.</summary>
    protected virtual void Ended() { }

    private async Task<int> WaitAsync()
    {
        await _process.WaitForExitAsync(CancellationToken.None).ConfigureAwait(false);
        _guard.Ended(Id);
        var code = _process.ExitCode;
        _process.Dispose();
        Ended();
        return code;
    }

    // A thread of its own, because .NET reads pipes by blocking one of the pool's.
    private void Read()
    {
        while (Native.CanRead(_descriptor, Timeout.InfiniteTimeSpan))
            lock (_reading)
            {
                if (!Native.CanRead(_descriptor, TimeSpan.Zero))
                    continue;
                if (!_ended)
                    ReadSome();
                if (!_ended)
                    continue;
                if (_line.Length > 0)
                    Flush();
                _output.Dispose();
                return;
            }
    }

    private void ReadSome()
    {
        int count;
        try
        {
            count = _output.Read(_buffer);
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            count = 0;
        }
        _ended = count == 0;
        var rest = _buffer.AsSpan(0, count);
        while (rest.IndexOf((byte)'\n') is >= 0 and var end)
        {
            _line.Write(rest[..end]);
            Flush();
            rest = rest[(end + 1)..];
        }
        _line.Write(rest);
        if (_line.Length > LongestLine)
            Flush();
    }

    private void Flush()
    {
        _onLine(Encoding.UTF8.GetString(_line.GetBuffer(), 0, (int)_line.Length).TrimEnd('\r'));
        _line.SetLength(0);
    }
}
