using System.Text;

namespace LocalCloud.Aws.Lambda.Execution.Logs;

/// <summary>The last 4 KB of an invocation's log: X-Amz-Log-Result.</summary>
internal sealed class LogTail
{
    private const int Most = 4096;

    private readonly Queue<byte[]> _lines = [];
    private int _size;

    public void Add(string line)
    {
        var bytes = Encoding.UTF8.GetBytes(line + "\n");
        lock (_lines)
        {
            _lines.Enqueue(bytes);
            _size += bytes.Length;
            while (_size - _lines.Peek().Length >= Most)
                _size -= _lines.Dequeue().Length;
        }
    }

    public byte[] ToArray()
    {
        lock (_lines)
            return [.. _lines.SelectMany(l => l).Skip(Math.Max(_size - Most, 0))];
    }
}
