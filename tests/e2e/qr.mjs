// What a camera reads from a QR code on the screen.
import jsQR from "jsqr";
import { dialog } from "./steps.mjs";

/** Of the code in the dialog, at six points for each of its modules. */
export async function decoded(page) {
  const points = await dialog(page)
    .getByRole("img", { name: "QR-Code mit dem Link" })
    .evaluate(async (drawing) => {
      const size = drawing.viewBox.baseVal.width * 6;
      const file = new XMLSerializer().serializeToString(drawing).replace("<svg", `<svg width="${size}" height="${size}"`);
      const image = new Image();
      image.src = `data:image/svg+xml,${encodeURIComponent(file)}`;
      await image.decode();
      const canvas = Object.assign(document.createElement("canvas"), { width: size, height: size });
      const context = canvas.getContext("2d");
      context.fillStyle = "#fff";
      context.fillRect(0, 0, size, size);
      context.drawImage(image, 0, 0, size, size);
      // One letter for each point, since four numbers take long on their way out of the browser.
      const { data } = context.getImageData(0, 0, size, size);
      return Array.from({ length: size * size }, (_, point) => (data[point * 4] > 127 ? "w" : "b")).join("");
    });
  const colors = Array.from(points).flatMap((point) => [...(point === "w" ? [255, 255, 255] : [0, 0, 0]), 255]);
  const size = Math.sqrt(points.length);
  return jsQR(Uint8ClampedArray.from(colors), size, size)?.data;
}
