def execute_command(image) -> str:
    image_patch = ImagePatch(image)
    blue_triangles = [(box, triangle) for box in image_patch.find('box') for triangle in box.find('blue triangle')]
    return bool_to_yesno(any(distance(triangle.lower, box.lower) <= 1 for box, triangle in blue_triangles))
