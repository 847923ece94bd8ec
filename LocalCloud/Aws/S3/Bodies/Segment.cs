namespace LocalCloud.Aws.S3.Bodies;

/// <summary>A stretch of a body file. An object is one of them, or several when it was uploaded in parts.</summary>
internal sealed record Segment(string File, long Offset, long Length)
{
    /// <summary>The stretches that hold <paramref name="length"/> bytes from <paramref name="offset"/> of the whole.</summary>
    public static IEnumerable<Segment> Slice(IEnumerable<Segment> segments, long offset, long length)
    {
        foreach (var segment in segments)
        {
            if (length <= 0)
                yield break;
            if (offset >= segment.Length)
            {
                offset -= segment.Length;
                continue;
            }
            var taken = Math.Min(segment.Length - offset, length);
            yield return segment with
            {
                Offset = segment.Offset + offset,
                Length = taken,
            };
            offset = 0;
            length -= taken;
        }
    }
}
