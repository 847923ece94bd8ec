using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Lambda.Http;

/// <summary>What an endpoint allows; Lambda itself takes 6 MB.</summary>
internal sealed class RequestBodyLimit : IHttpMaxRequestBodySizeFeature
{
    public bool IsReadOnly { get; set; }

    public long? MaxRequestBodySize { get; set; }
}

/// <summary>The body, which is there already; its size is judged when it is read, as by Kestrel.</summary>
internal sealed class RequestBody(byte[] bytes, RequestBodyLimit limit) : MemoryStream(bytes, writable: false)
{
    public override int Read(byte[] buffer, int offset, int count)
    {
        Check();
        return base.Read(buffer, offset, count);
    }

    public override int Read(Span<byte> buffer)
    {
        Check();
        return base.Read(buffer);
    }

    public override int ReadByte()
    {
        Check();
        return base.ReadByte();
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
    {
        Check();
        return base.ReadAsync(buffer, offset, count, cancellationToken);
    }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        Check();
        return base.ReadAsync(buffer, cancellationToken);
    }

    public override void CopyTo(Stream destination, int bufferSize)
    {
        Check();
        base.CopyTo(destination, bufferSize);
    }

    public override Task CopyToAsync(Stream destination, int bufferSize, CancellationToken cancellationToken)
    {
        Check();
        return base.CopyToAsync(destination, bufferSize, cancellationToken);
    }

    private void Check()
    {
        limit.IsReadOnly = true;
        if (Length > limit.MaxRequestBodySize)
        {
            throw new BadHttpRequestException(
                $"Request body too large. The max request body size is {limit.MaxRequestBodySize} bytes.",
                StatusCodes.Status413PayloadTooLarge
            );
        }
    }
}
