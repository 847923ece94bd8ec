using System.Text.Json;

namespace LocalCloud.Aws.EventBridge.Patterns;

/// <summary>
/// The scalars of one event at the fields that patterns look at. The buffers are used again for the next event, so it belongs
/// to one <see cref="RuleIndex"/> and is not for several threads.
/// </summary>
internal sealed class EventLeaves(PathTree paths)
{
    // EventBridge takes events nested up to 1,100 levels
    private static readonly JsonReaderOptions Options = new() { MaxDepth = 1200 };

    private struct Slot
    {
        public int Start,
            Length,
            Next,
            Element;
        public LeafKind Kind;
        public bool Unescaped,
            Comparable;
        public long Millionths;
    }

    /// <summary>An element of an array: the array's number in the event, the index, and the element around it (-1: none).</summary>
    private readonly record struct Element(int Array, int Index, int Parent);

    private readonly int[] _first = new int[paths.Count];
    private readonly int[] _last = new int[paths.Count];
    private Slot[] _slots = new Slot[16];
    private int _count;
    private readonly List<Element> _elements = [];
    private int _arrays;
    private byte[] _unescaped = [];
    private int _unescapedLength;

    /// <summary>Throws JsonException when the event is not JSON.</summary>
    public void Read(ReadOnlySpan<byte> json)
    {
        _first.AsSpan().Fill(-1);
        _count = _arrays = _unescapedLength = 0;
        _elements.Clear();
        var reader = new Utf8JsonReader(json, Options);
        reader.Read();
        if (reader.TokenType == JsonTokenType.StartObject)
            ReadObject(ref reader, paths.Root, -1);
    }

    /// <summary>the first leaf of a field, -1 when there is none; Next gives the others</summary>
    public int First(int path) => _first[path];

    public int Next(int leaf) => _slots[leaf].Next;

    public bool InArray(int leaf) => _slots[leaf].Element >= 0;

    public Leaf Get(int leaf, ReadOnlySpan<byte> json)
    {
        ref var slot = ref _slots[leaf];
        var text = (slot.Unescaped ? _unescaped : json).Slice(slot.Start, slot.Length);
        return new Leaf(slot.Kind, text, slot.Comparable, slot.Millionths);
    }

    /// <summary>Two leaves can match together unless they are in different elements of the same array.</summary>
    public bool Compatible(int left, int right)
    {
        for (var l = _slots[left].Element; l >= 0; l = _elements[l].Parent)
        for (var r = _slots[right].Element; r >= 0; r = _elements[r].Parent)
            if (_elements[l].Array == _elements[r].Array && _elements[l].Index != _elements[r].Index)
                return false;
        return true;
    }

    private void ReadObject(ref Utf8JsonReader reader, PathNode node, int element)
    {
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            var child = reader.ValueIsEscaped ? EscapedChild(ref reader, node) : node.Child(reader.ValueSpan);
            reader.Read();
            if (child is null)
                reader.Skip();
            else
                ReadValue(ref reader, child, element);
        }
    }

    private static PathNode? EscapedChild(ref Utf8JsonReader reader, PathNode node)
    {
        var name = new byte[reader.ValueSpan.Length];
        return node.Child(name.AsSpan(0, reader.CopyString(name)));
    }

    private void ReadValue(ref Utf8JsonReader reader, PathNode node, int element)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                if (node.HasChildren)
                    ReadObject(ref reader, node, element);
                else
                    reader.Skip();
                break;
            case JsonTokenType.StartArray:
                var array = _arrays++;
                for (var index = 0; reader.Read() && reader.TokenType != JsonTokenType.EndArray; index++)
                {
                    _elements.Add(new Element(array, index, element));
                    ReadValue(ref reader, node, _elements.Count - 1);
                }
                break;
            default:
                if (node.Id >= 0)
                    Add(ref reader, node.Id, element);
                break;
        }
    }

    private void Add(ref Utf8JsonReader reader, int path, int element)
    {
        if (_count == _slots.Length)
            Array.Resize(ref _slots, _count * 2);
        ref var slot = ref _slots[_count];
        slot.Element = element;
        slot.Next = -1;
        slot.Comparable = slot.Unescaped = false;
        slot.Start = (int)reader.TokenStartIndex;
        slot.Length = reader.ValueSpan.Length;
        switch (reader.TokenType)
        {
            case JsonTokenType.String:
                slot.Kind = LeafKind.String;
                slot.Start++;
                if (reader.ValueIsEscaped)
                    Unescape(ref reader, ref slot);
                break;
            case JsonTokenType.Number:
                slot.Kind = LeafKind.Number;
                slot.Comparable = ComparableNumber.TryParse(reader.ValueSpan, out slot.Millionths);
                break;
            default:
                slot.Kind = LeafKind.Literal;
                break;
        }
        if (_first[path] < 0)
            _first[path] = _count;
        else
            _slots[_last[path]].Next = _count;
        _last[path] = _count++;
    }

    private void Unescape(ref Utf8JsonReader reader, ref Slot slot)
    {
        var needed = _unescapedLength + reader.ValueSpan.Length;
        if (needed > _unescaped.Length)
            Array.Resize(ref _unescaped, Math.Max(needed, _unescaped.Length * 2));
        slot.Unescaped = true;
        slot.Start = _unescapedLength;
        slot.Length = reader.CopyString(_unescaped.AsSpan(_unescapedLength));
        _unescapedLength += slot.Length;
    }
}
